import { Alert } from '@backstage/ui';
import { SafeText } from '../path/SafeText';
import { useText } from '../translation';
import { usePolicyStatus } from './usePolicyStatus';

/** Says that writes are stopped because policy cannot be evaluated, and what still works. */
export function PolicyStopped(props: { className?: string }) {
  const t = useText();
  const status = usePolicyStatus();
  // Only what the server says for certain is claimed.
  if (status?.ready !== false) {
    return null;
  }
  const { sentence, stops = [] } = status;
  return (
    <div className={props.className}>
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
    </div>
  );
}
