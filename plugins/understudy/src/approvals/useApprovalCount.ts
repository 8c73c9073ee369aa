import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { planApiRef } from '../plans/planApiRef';
import { onPlanActed } from './planActed';

const EVERY_MS = 60_000;

/** How many plans wait for the signed-in person; asked again every minute, when the window is looked at, and after one has acted. */
export function useApprovalCount(): number | undefined {
  const api = useApi(planApiRef);
  const [count, setCount] = useState<number>();
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      if (document.visibilityState === 'hidden') {
        return;
      }
      try {
        const { items } = await api.listApprovals({ for: 'me', limit: 50 });
        if (!gone) {
          setCount(
            items.filter(({ standing }) => standing === 'can-approve').length,
          );
        }
      } catch {
        // Nobody is signed in yet, or the backend is away: no number is better than an old one.
        if (!gone) {
          setCount(undefined);
        }
      }
    };
    ask();
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener('visibilitychange', ask);
    const forget = onPlanActed(ask);
    return () => {
      gone = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
      forget();
    };
  }, [api]);
  return count;
}
