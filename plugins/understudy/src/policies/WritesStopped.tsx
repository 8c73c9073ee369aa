import type { PolicyStatus } from '@understudy/plugin-understudy-common';
import { Alert } from '@backstage/ui';
import { SafeText } from '../path/SafeText';
import { useText } from '../translation';

/** Says that writes are stopped because policy cannot be evaluated, and what still works. */
export function WritesStopped(props: {
  status: Pick<PolicyStatus, 'sentence' | 'stops'>;
}) {
  const { sentence, stops = [] } = props.status;
  const t = useText();
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('policies.stopped')}
      description={
        <>
          <SafeText text={sentence} />{' '}
          {stops.length > 0 && (
            <>
              {t('policies.stopsNow')}{' '}
              <SafeText text={`${stops.join(', ')}.`} />{' '}
            </>
          )}
          {t('policies.readsAnswer')}
        </>
      }
    />
  );
}
