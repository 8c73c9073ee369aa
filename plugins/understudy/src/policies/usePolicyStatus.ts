import { useApi } from '@backstage/frontend-plugin-api';
import type { PolicyStatus } from '@understudy/plugin-understudy-common';
import { useEffect, useState } from 'react';
import { policyApiRef } from './policyApiRef';

const EVERY_MS = 15_000;

/** Whether policy can be evaluated, asked again while somebody looks; what cannot be known is not claimed. */
export function usePolicyStatus(): PolicyStatus | undefined {
  const api = useApi(policyApiRef);
  const [status, setStatus] = useState<PolicyStatus>();
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      if (document.visibilityState === 'hidden') {
        return;
      }
      try {
        const next = await api.getStatus();
        if (!gone) {
          setStatus(next);
        }
      } catch {
        if (!gone) {
          setStatus(undefined);
        }
      }
    };
    ask();
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener('visibilitychange', ask);
    return () => {
      gone = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [api]);
  return status;
}
