import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { ResolverState } from './DefaultOnCallService';

/** Whether those who know who is on call said so when they were asked last. */
export function onCallCheck(options: {
  states: () => ResolverState[];
  /** Whether the configuration says anything. */
  configured: boolean;
}): HealthCheck {
  return {
    id: 'on-call',
    title: 'On call',
    stops: 'nothing',
    async check() {
      const states = options.states();
      const failed = states.filter(({ failedAt }) => failedAt !== undefined);
      if (failed.length > 0) {
        const what = failed.map(
          ({ title, failedAt, slow }) =>
            `${title} did not say who is on call at ${new Date(
              failedAt!,
            ).toISOString()}${
              slow ? ', since it took longer than two seconds' : ''
            }`,
        );
        return {
          status: 'attention',
          sentence: `${what.join('; ')}. The next one was asked instead.`,
          action:
            'Look into the log of the backend for why. It is asked again each time somebody needs to know.',
        };
      }
      const known = states.length > 1 || options.configured;
      return {
        status: 'ok',
        sentence: known
          ? `Who is on call is known from ${states
              .slice(0, options.configured ? undefined : -1)
              .map(({ title }) => title)
              .join(' and ')}.`
          : 'Nobody is known to be on call. Without it an incident needs the usual approvals; say who in understudy.onCall.',
      };
    },
  };
}
