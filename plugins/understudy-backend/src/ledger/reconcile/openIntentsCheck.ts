import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { OpenIntentService } from './types';

const LONG_MS = 15 * 60_000;

/** Whether something was begun whose end nobody knows. */
export function openIntentsCheck(options: {
  openIntents: OpenIntentService;
}): HealthCheck {
  const { openIntents } = options;
  return {
    id: 'open-intents',
    title: 'Intents without an outcome',
    stops: 'nothing',
    async check() {
      const count = await openIntents.count({ olderThanMs: LONG_MS });
      if (count === 0) {
        return {
          status: 'ok',
          sentence: 'Of everything that was begun, the end is recorded.',
        };
      }
      const [oldest] = await openIntents.list({ limit: 1 });
      const since = oldest.entry.occurredAt.slice(0, 16).replace('T', ' ');
      return {
        status: 'attention',
        sentence: `${
          count === 1
            ? 'Something was begun whose end is not recorded'
            : `${count} things were begun whose end is not recorded`
        }, the oldest since ${since} UTC. A process may have stopped in between.`,
        action:
          'Look at each on the Audit page: it says what is known, and which target to look at.',
        link: '/understudy/audit',
      };
    },
  };
}
