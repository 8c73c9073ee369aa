import { useApi } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import useAsync from 'react-use/esm/useAsync';
import { SafeText } from '../path/SafeText';
import { useText } from '../translation';
import { policyApiRef } from './policyApiRef';

/** Says on every screen that can act when policy cannot be evaluated, and what still works. */
export function PolicyStopped() {
  const api = useApi(policyApiRef);
  const t = useText();
  // What is not known here is said by whatever the page itself asks for.
  const { value } = useAsync(() => api.getStatus(), [api]);
  if (!value || value.ready) {
    return null;
  }
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('policies.stopped')}
      description={
        <>
          <SafeText text={value.sentence} />{' '}
          {value.stops && value.stops.length > 0 && (
            <>
              {t('policies.stopsNow')}{' '}
              <SafeText text={`${value.stops.join(', ')}.`} />{' '}
            </>
          )}
          {t('policies.readsAnswer')}
        </>
      }
    />
  );
}
