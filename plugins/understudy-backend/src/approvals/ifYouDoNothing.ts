import type { StoredPlan } from '../plans/types';

const time = (at: number | undefined) =>
  at === undefined
    ? 'later'
    : `on ${new Date(at).toISOString().slice(0, 16).replace('T', ' at ')} UTC`;

/** What happens if nobody does anything, in one sentence. */
export function ifYouDoNothing(plan: StoredPlan): string {
  switch (plan.state) {
    case 'draft':
    case 'previewing':
      return 'Nothing happens: a draft changes nothing by itself.';
    case 'awaiting-approval':
      return `Nothing is changed, and the request expires ${time(
        plan.expiresAt,
      )}.`;
    case 'approved':
      if (plan.content.start === 'on-approval') {
        return 'It starts by itself as soon as something is there that runs it.';
      }
      return plan.content.start === 'in-window'
        ? `It starts by itself in the next change window, if that is before the approval expires ${time(
            plan.expiresAt,
          )}.`
        : `Nothing is changed until ${
            plan.requestedBy
          } starts it; the approval expires ${time(plan.expiresAt)}.`;
    case 'running':
    case 'verifying':
      return 'It goes on by itself.';
    default:
      return 'Nothing: it is over.';
  }
}
