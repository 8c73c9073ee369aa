import {
  evaluateQuorum,
  permissionsOfRole,
  resolveRoles,
  type LedgerEntry,
  type Person,
  type RoleAssignment,
} from '@understudy/plugin-understudy-common';
import { guardrailActions } from './guardrailActions';
import type {
  LedgerPort,
  PeoplePort,
  StoredVersion,
  StoredVote,
} from './types';

/** For how long a vote counts. */
export const VOTE_LIVES_MS = 24 * 60 * 60_000;

interface Options {
  ledger: Pick<LedgerPort, 'readVerified'>;
  people: PeoplePort;
  assignments: readonly RoleAssignment[];
  /** How many different people are needed. */
  needed: number;
}

/**
 * Whether enough people want a version to hold. What they said is read from the
 * ledger, and who they are from trusted origins, both at this moment.
 */
export class ActivationQuorum {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  get needed(): number {
    return this.#options.needed;
  }

  /** Who counts, of those who voted. */
  async count(
    candidate: Pick<StoredVersion, 'version' | 'digest' | 'round'>,
    votes: readonly StoredVote[],
    now: number,
  ): Promise<{ met: boolean; by: string[] }> {
    const { ledger, needed } = this.#options;
    const entries = await ledger.readVerified(
      votes.map(({ entryId }) => entryId),
    );
    const said = votes.flatMap(({ entryId }) => {
      const entry = entries.get(entryId);
      return entry && isVoteFor(entry, candidate) ? [entry] : [];
    });
    const fresh = said.filter(
      ({ occurredAt }) => Date.parse(occurredAt) > now - VOTE_LIVES_MS,
    );
    if (fresh.length === 0) {
      return { met: false, by: [] };
    }
    const people = await this.#find(fresh.map(({ actor }) => actor.id));
    const quorum = evaluateQuorum({
      votes: fresh.map(({ id, actor, occurredAt }) => ({
        id,
        by: actor.id,
        decision: 'approved',
        planHash: candidate.digest,
        at: occurredAt,
      })),
      requesters: [],
      rules: [{ id: 'people', groups: [], count: needed }],
      people,
      planHash: candidate.digest,
      now: new Date(now),
      expiresAt: new Date(now + VOTE_LIVES_MS).toISOString(),
    });
    const counted = new Set(quorum.counted.map(({ voteId }) => voteId));
    return {
      met: quorum.met,
      by: fresh.filter(({ id }) => counted.has(id)).map(e => e.actor.id),
    };
  }

  /** Why a vote of this account would not count; undefined if it would. */
  async refusalOf(userEntityRef: string): Promise<string | undefined> {
    const person = (await this.#find([userEntityRef])).get(userEntityRef);
    if (!person) {
      return `${userEntityRef} does not come from an origin that is trusted about people, so this vote would not count`;
    }
    if (person.agent) {
      return `${userEntityRef} is software, and only people activate guardrails`;
    }
    return person.mayApprove
      ? undefined
      : `${userEntityRef} is in no group with the role policy-admin by trusted origins, so this vote would not count`;
  }

  async #find(refs: readonly string[]): Promise<Map<string, Person>> {
    const { people, assignments } = this.#options;
    const found = await people.find(refs);
    return new Map(
      [...found].map(([ref, person]) => [
        ref,
        {
          ...person,
          mayApprove: resolveRoles({
            assignments,
            ownershipEntityRefs: [ref, ...person.groups],
          }).some(({ role }) =>
            permissionsOfRole(role).includes('understudy.policy.manage'),
          ),
        },
      ]),
    );
  }
}

function isVoteFor(
  entry: LedgerEntry,
  candidate: Pick<StoredVersion, 'version' | 'digest' | 'round'>,
): boolean {
  const { contextTags: tags } = entry;
  return (
    entry.action === guardrailActions.vote &&
    entry.actor.type === 'user' &&
    tags?.version === String(candidate.version) &&
    tags.digest === candidate.digest &&
    tags.round === String(candidate.round)
  );
}
