import { VOTE_LIVES_MS } from './ActivationQuorum';
import type { StoredVersion, StoredVote, VersionSummary } from './types';

/** A version as a list shows it, with the votes that have not expired. */
export function toSummary(
  version: Omit<StoredVersion, 'text'>,
  votes: readonly StoredVote[],
  now: number,
): VersionSummary {
  const { basedOn, activatedAt } = version;
  return {
    version: version.version,
    digest: version.digest,
    status: version.status,
    ...(basedOn !== undefined && { basedOn }),
    reason: version.reason,
    by: version.by,
    at: new Date(version.at).toISOString(),
    ...(activatedAt !== undefined && {
      activatedAt: new Date(activatedAt).toISOString(),
    }),
    votes: votes
      .filter(
        vote =>
          vote.version === version.version && vote.at > now - VOTE_LIVES_MS,
      )
      .map(({ by, at }) => ({ by, at: new Date(at).toISOString() })),
  };
}
