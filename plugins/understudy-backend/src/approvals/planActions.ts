import type {
  ApprovalVote,
  PlanActions,
  PlanState,
} from '@understudy/plugin-understudy-common';
import type { PathAccess, Right } from '../access/PathAccess';
import type { StoredPlan } from '../plans/types';
import type { Quorum } from './types';

/** States that a plan does not leave by what people say about it. */
const endedStates: readonly PlanState[] = [
  'succeeded',
  'unverified',
  'failed',
  'rolled-back',
  'cancelled',
  'denied',
  'expired',
];
const OPEN: readonly PlanState[] = ['draft', 'awaiting-approval', 'approved'];

const no = (sentence: string): Right => ({ allowed: false, sentence });

/** What the caller may do with a plan now, and why not; the services check it again. */
export function planActions(options: {
  plan: StoredPlan;
  at: number;
  /** Undefined for a service, which does none of this. */
  rights: PathAccess | undefined;
  /** Software that acts in the name of the caller. */
  actor: string | undefined;
  votes: readonly ApprovalVote[];
  standing: Quorum | undefined;
  /** Whether something is installed that runs plans. */
  engine: boolean;
  breakGlassAt: number | undefined;
}): PlanActions {
  const { plan, rights } = options;
  if (!rights) {
    return all(no('Only people do this.'));
  }
  if (endedStates.includes(plan.state)) {
    return all(no(`The plan is ${plan.state}, and stays so.`));
  }
  if (!OPEN.includes(plan.state)) {
    return all(no(`The plan is ${plan.state}.`));
  }
  const own = plan.requestedBy === rights.userEntityRef;
  return {
    edit: edit(plan, rights),
    cancel: rights.right(
      own ? 'understudy.plan.create' : 'understudy.plan.execute',
    ),
    ask: rights.right('understudy.read'),
    requestApproval: requestApproval(plan, rights, own),
    start: start(plan, rights, own, options),
    ...people(options, own),
  };
}

function all(right: Right): PlanActions {
  return {
    edit: right,
    requestApproval: right,
    approve: right,
    deny: right,
    withdraw: right,
    ask: right,
    breakGlass: right,
    start: right,
    cancel: right,
  };
}

function edit(plan: StoredPlan, rights: PathAccess): Right {
  const right = rights.right('understudy.plan.create');
  return right.allowed && plan.state !== 'draft'
    ? {
        allowed: true,
        sentence:
          'A change makes a new revision, and what was approved counts no more.',
      }
    : right;
}

function requestApproval(
  plan: StoredPlan,
  rights: PathAccess,
  own: boolean,
): Right {
  if (plan.state !== 'draft') {
    return no(`The plan is ${plan.state} already.`);
  }
  if (!own) {
    return no(`Only ${plan.requestedBy} asks for approval of this plan.`);
  }
  if (plan.planHash === undefined) {
    return no(
      'A step cannot be resolved, so there is nothing to approve. Change it, or look again.',
    );
  }
  if (plan.decision?.decision === 'deny') {
    return no(plan.decision.sentence);
  }
  return rights.right('understudy.plan.execute');
}

function start(
  plan: StoredPlan,
  rights: PathAccess,
  own: boolean,
  { engine }: { engine: boolean },
): Right {
  if (plan.state !== 'approved') {
    return no('It is not approved yet.');
  }
  if (!own) {
    return no(`Only ${plan.requestedBy} starts this plan.`);
  }
  if (!engine) {
    return no(
      'Nothing is installed that runs plans. The commands of each step can be copied.',
    );
  }
  return rights.right('understudy.plan.execute');
}

/** What is for people only. */
function people(
  options: {
    plan: StoredPlan;
    at: number;
    rights: PathAccess | undefined;
    actor: string | undefined;
    votes: readonly ApprovalVote[];
    standing: Quorum | undefined;
    breakGlassAt: number | undefined;
  },
  own: boolean,
): Pick<PlanActions, 'approve' | 'deny' | 'withdraw' | 'breakGlass'> {
  const { plan, at, actor, votes, standing, breakGlassAt } = options;
  const rights = options.rights!;
  const each = (right: Right) => ({
    approve: right,
    deny: right,
    withdraw: right,
    breakGlass: right,
  });
  if (actor !== undefined) {
    return each(no(`Only a person decides about it, and ${actor} is none.`));
  }
  if (plan.state === 'draft') {
    return each(no('Nobody has asked for approval yet.'));
  }
  if ((plan.expiresAt ?? 0) <= at) {
    return each(no('The request has expired.'));
  }
  const mine = votes.filter(
    vote => vote.by === rights.userEntityRef && vote.planHash === plan.planHash,
  );
  const last = mine.at(-1)?.decision;
  const may = own
    ? no('You asked for this, so somebody else has to decide.')
    : rights.right('understudy.approve');
  const denied = standing?.result.denied !== undefined;
  return {
    approve: approve(plan, may, { last, denied }),
    deny: may,
    withdraw:
      last === 'approved' || last === 'denied'
        ? { allowed: true, sentence: 'Your answer counts no more then.' }
        : no('You have not answered.'),
    breakGlass: breakGlass(plan, rights, { at, breakGlassAt }),
  };
}

function approve(
  plan: StoredPlan,
  may: Right,
  { last, denied }: { last: string | undefined; denied: boolean },
): Right {
  if (plan.state !== 'awaiting-approval') {
    return no('It is approved.');
  }
  if (last === 'approved') {
    return no('You have approved it.');
  }
  return denied ? no('Somebody denied it.') : may;
}

function breakGlass(
  plan: StoredPlan,
  rights: PathAccess,
  { at, breakGlassAt }: { at: number; breakGlassAt: number | undefined },
): Right {
  if (plan.state !== 'awaiting-approval') {
    return no('It is approved.');
  }
  if (breakGlassAt === undefined) {
    return no('The rules do not allow to break the glass for this plan.');
  }
  if (at < breakGlassAt) {
    return no(
      `It is offered if nobody answers until ${new Date(breakGlassAt)
        .toISOString()
        .slice(11, 16)} UTC.`,
    );
  }
  return rights.right('understudy.break-glass');
}
