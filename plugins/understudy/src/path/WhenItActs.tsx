import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { formatMoment } from '../formatMoment';
import { useText } from '../translation';
import type { Facts } from './PathTypes';

/** When an approved plan starts, in a sentence. */
export function WhenItActs(props: {
  start: PlanDetail['content']['start'];
  window?: Facts['window'];
}) {
  const { start, window } = props;
  const t = useText();
  return (
    <>
      {t(`path.start.${start}`)}
      {window && !window.open && (
        <>
          {' '}
          {window.nextOpen
            ? t('path.windowOpens', { time: formatMoment(window.nextOpen) })
            : t('path.windowShut')}
        </>
      )}
    </>
  );
}
