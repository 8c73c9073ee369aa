import { useText } from '../../translation';
import { formatSpan } from '../formatSpan';
import { useNow } from '../useNow';

/** How long something still has, counted down while somebody looks. */
export function Countdown(props: { until: string }) {
  const t = useText();
  const left = Date.parse(props.until) - useNow(1000).getTime();
  return (
    <time dateTime={props.until} title={new Date(props.until).toLocaleString()}>
      {left > 0
        ? t('path.expiresIn', { span: formatSpan(left) })
        : t('path.expired')}
    </time>
  );
}
