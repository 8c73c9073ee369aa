import type {
  HealthCheck,
  RunEngine,
} from '@understudy/plugin-understudy-node';
import type { PlanStore } from '../plans/types';

const STUCK_MS = 2 * 60_000;

/** Whether plans that were started reach what runs them. */
export function pathCheck(options: {
  store: Pick<PlanStore, 'orphanedRuns' | 'countWaiting'>;
  engine(): RunEngine | undefined;
  now(): number;
}): HealthCheck {
  const { store, engine, now } = options;
  return {
    id: 'plans',
    title: 'Plans and approvals',
    stops: 'nothing',
    async check() {
      const waiting = await store.countWaiting();
      const stuck = await store.orphanedRuns({ before: now() - STUCK_MS });
      const waits =
        waiting === 1
          ? 'One plan waits for approval.'
          : `${waiting} plans wait for approval.`;
      if (stuck.length > 0) {
        return {
          status: 'attention',
          sentence: `${stuck.length} of the plans that were started are not taken over by what runs them. ${waits}`,
          action:
            'Look at the log of the backend; they are handed over again by themselves.',
          link: '/understudy/plans',
        };
      }
      return {
        status: 'ok',
        sentence: engine()
          ? waits
          : `${waits} Nothing is installed that runs plans, so approved ones wait.`,
      };
    },
  };
}
