import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  evaluateQuorum,
  permissionsOfRole,
  resolveRoles,
  type ApprovalVote,
  type IgnoredVoteReason,
  type LedgerEntry,
  type Person,
  type QuorumResult,
  type RoleAssignment,
  type UnderstudyPermissionName,
} from '@understudy/plugin-understudy-common';
import type { LedgerService } from '../ledger/LedgerService';
import type { PeopleService } from '../people/types';
import { elevationDigest } from './elevationDigest';
import type { ElevationStore } from './ElevationStore';
import { ownersOf } from './ownersOf';
import type { AskedElevation, ElevationApprover } from './types';

const SAID: Record<string, 'approved' | 'denied'> = {
  'elevation:approved': 'approved',
  'elevation:denied': 'denied',
};

/** What somebody needs to approve as the one or as the other. */
export const approverPermissions: Record<
  ElevationApprover,
  UnderstudyPermissionName
> = {
  sre: 'understudy.elevation.approve',
  owner: 'understudy.plan.execute',
};

interface Rule {
  as: ElevationApprover;
  groups: readonly string[];
}

/** Where the answers to a request stand. */
export interface ElevationStanding {
  votes: ApprovalVote[];
  result: QuorumResult;
  missing: { as: ElevationApprover; count: number; groups: string[] }[];
}

interface Options {
  auth: AuthService;
  catalog: CatalogService;
  ledger: Pick<LedgerService, 'readVerified'>;
  people: PeopleService;
  assignments: readonly RoleAssignment[];
  approvers: readonly string[];
  store: Pick<ElevationStore, 'votesOf'>;
}

/**
 * Counts what people said. Rows only say where to look: what counts is what the
 * ledger itself wrote, and who people are at this moment by trusted origins.
 */
export class ElevationQuorum {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async evaluate(
    asked: AskedElevation,
    at: number,
  ): Promise<ElevationStanding> {
    return this.#evaluate(asked, await this.#votes(asked.id), at);
  }

  /** Why an answer that somebody is about to give would not count, if it would not. */
  async objection(
    asked: AskedElevation,
    by: string,
    at: number,
  ): Promise<IgnoredVoteReason | undefined> {
    const vote: ApprovalVote = {
      id: 'now',
      by,
      decision: 'denied',
      planHash: elevationDigest(asked),
      at: new Date(at).toISOString(),
    };
    const { result } = await this.#evaluate(asked, [vote], at);
    return result.ignored[0]?.why;
  }

  /** As what a person can approve now. */
  async servesAs(
    asked: AskedElevation,
    userEntityRef: string,
  ): Promise<ElevationApprover[]> {
    const rules = await this.#rules(asked);
    const person = (await this.#options.people.find([userEntityRef])).get(
      userEntityRef,
    );
    return person ? this.#serves(person, rules) : [];
  }

  async #evaluate(
    asked: AskedElevation,
    votes: ApprovalVote[],
    at: number,
  ): Promise<ElevationStanding> {
    const { people } = this.#options;
    const rules = await this.#rules(asked);
    const requesters = [
      asked.requestedBy,
      ...(asked.firstRequestedBy ? [asked.firstRequestedBy] : []),
    ];
    const found = await people.find([
      ...new Set([...requesters, ...votes.map(({ by }) => by)]),
    ]);
    const result = evaluateQuorum({
      votes: votes.filter(vote => wasThere(vote, asked)),
      requesters: requesters.map(
        ref =>
          found.get(ref) ?? {
            userEntityRef: ref,
            aliases: [ref],
            groups: [],
            mayApprove: false,
          },
      ),
      rules: rules.map(({ as }) => ({ id: as, groups: [as], count: 1 })),
      people: new Map(
        [...found].map(([ref, person]) => [ref, this.#asVoter(person, rules)]),
      ),
      planHash: elevationDigest(asked),
      now: new Date(at),
      expiresAt: new Date(asked.expiresAt).toISOString(),
    });
    return {
      votes,
      result,
      missing: result.missing.map(({ ruleId, count }) => {
        const rule = rules.find(({ as }) => as === ruleId)!;
        return { as: rule.as, count, groups: [...rule.groups] };
      }),
    };
  }

  /** In production one who looks after the machines, and one whose service it is. */
  async #rules(asked: AskedElevation): Promise<Rule[]> {
    const { approvers } = this.#options;
    const sre: Rule = { as: 'sre', groups: approvers };
    return asked.environment === 'production'
      ? [
          {
            as: 'owner',
            groups: await ownersOf(asked.entityRef, this.#options),
          },
          sre,
        ]
      : [sre];
  }

  /** Groups stand for what the person can approve as: each rule has its own permission. */
  #asVoter(person: Person, rules: readonly Rule[]): Person {
    const groups = this.#serves(person, rules);
    return {
      ...person,
      groups,
      mayApprove:
        groups.length > 0 || !rules.some(rule => isMember(person, rule)),
    };
  }

  #serves(person: Person, rules: readonly Rule[]): ElevationApprover[] {
    const roles = resolveRoles({
      assignments: this.#options.assignments,
      ownershipEntityRefs: [person.userEntityRef, ...person.groups],
    });
    return rules
      .filter(
        rule =>
          isMember(person, rule) &&
          roles.some(({ role }) =>
            permissionsOfRole(role).includes(approverPermissions[rule.as]),
          ),
      )
      .map(({ as }) => as);
  }

  async #votes(elevationId: string): Promise<ApprovalVote[]> {
    const { store, ledger } = this.#options;
    const rows = await store.votesOf([elevationId]);
    const entries = await ledger.readVerified(
      rows.map(({ entryId }) => entryId),
    );
    return rows
      .flatMap(({ id, entryId }) => {
        const vote = toVote(id, elevationId, entries.get(entryId));
        return vote ? [vote] : [];
      })
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  }
}

function isMember(person: Person, rule: Rule): boolean {
  return rule.groups.some(group => person.groups.includes(group));
}

/** In production, an approval without fresh presence does not count. */
function wasThere(vote: ApprovalVote, asked: AskedElevation): boolean {
  return (
    vote.decision !== 'approved' ||
    asked.environment !== 'production' ||
    vote.presence !== undefined
  );
}

function toVote(
  id: string,
  elevationId: string,
  entry: LedgerEntry | undefined,
): ApprovalVote | undefined {
  const decision = entry && SAID[entry.action];
  const tags = entry?.contextTags;
  if (
    !entry ||
    !decision ||
    entry.kind !== 'event' ||
    entry.operationType !== 'elevation' ||
    entry.actor.type !== 'user' ||
    entry.actor.onBehalfOf !== undefined ||
    tags?.elevation !== elevationId ||
    tags.vote !== id ||
    tags.digest === undefined
  ) {
    return undefined;
  }
  return {
    id,
    by: entry.actor.id,
    decision,
    planHash: tags.digest,
    at: entry.occurredAt,
    ...(tags.comment === 'given' &&
      entry.reason !== undefined && { comment: entry.reason }),
    entryId: entry.id,
    ...(tags.presenceAt !== undefined && {
      presence: { method: 'sign-in', at: tags.presenceAt },
    }),
  };
}
