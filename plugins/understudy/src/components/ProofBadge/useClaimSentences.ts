import type { ComponentProps } from 'react';
import { formatMoment } from '../../formatMoment';
import { formatNumber } from '../../formatNumber';
import type { Claims } from '../../proof/claimsOf';
import type { LedgerProof } from '../../proof/LedgerProof';
import type { LogVerdict } from '../../proof/LogVerdict';
import { useText } from '../../translation';
import type { ProofClaim } from './ProofClaim';

type Claim = Omit<ComponentProps<typeof ProofClaim>, 'name'>;

/** Signature, history, entries, outside, witnesses: each with what it rests on. */
export function useClaimSentences(
  proof: LedgerProof,
  claims: Claims,
): ComponentProps<typeof ProofClaim>[] {
  const t = useText();
  const { verdict } = proof;
  if (!verdict) {
    return [];
  }
  return [
    { name: t('proof.claim.signature'), ...signature(verdict) },
    { name: t('proof.claim.history'), ...history(verdict) },
    { name: t('proof.claim.entries'), ...entries() },
    { name: t('proof.claim.outside'), ...outside(verdict) },
    { name: t('proof.claim.witness'), ...witnesses(verdict) },
  ];

  function signature({ signature: by, size }: LogVerdict): Claim {
    switch (by.kind) {
      case 'verified':
        return {
          tone: 'good',
          sentence: t('proof.claim.signed', {
            entries: formatNumber(size),
            name: by.name,
          }),
        };
      case 'not-pinned':
        return { tone: 'attention', sentence: t('proof.claim.notPinned') };
      case 'bad-key':
        return {
          tone: 'attention',
          sentence: t('proof.claim.badKey', { why: by.why }),
        };
      case 'unsupported':
        return {
          tone: 'attention',
          sentence: t('proof.claim.unsupported', { why: by.why }),
        };
      default:
        return { tone: 'bad', sentence: t('proof.claim.refused') };
    }
  }

  function history({ seen, remembers, problems }: LogVerdict): Claim {
    const fits = !problems.some(({ problem }) =>
      ['other-log', 'shrunk', 'forked', 'rewritten'].includes(problem),
    );
    if (!fits) {
      return { tone: 'bad', sentence: t('proof.claim.changed') };
    }
    if (seen) {
      return {
        tone: 'good',
        sentence: t('proof.claim.consistent', {
          entries: formatNumber(seen.size),
          time: formatMoment(seen.seenAt),
        }),
      };
    }
    return {
      tone: 'neutral',
      sentence: t(
        remembers ? 'proof.claim.firstLook' : 'proof.claim.forgetful',
      ),
    };
  }

  function entries(): Claim {
    const { included, total, problems, waiting } = claims;
    const altered = problems.filter(({ index }) => index !== undefined).length;
    if (altered > 0) {
      return {
        tone: 'bad',
        sentence: t('proof.claim.altered', { count: altered }),
      };
    }
    if (total === 0) {
      return { tone: 'neutral', sentence: t('proof.claim.none') };
    }
    if (included === total) {
      return {
        tone: 'good',
        sentence: t('proof.claim.included', { count: total }),
      };
    }
    return {
      tone: 'neutral',
      sentence:
        waiting === total
          ? t('proof.claim.waitingOnly')
          : t('proof.claim.includedSome', {
              included: formatNumber(included),
              total: formatNumber(total),
            }),
    };
  }

  function outside({ anchor }: LogVerdict): Claim {
    return anchor
      ? {
          tone: 'good',
          sentence: t('proof.claim.anchored', {
            sink: anchor.sink,
            entry: formatNumber(anchor.size - 1),
            time: formatMoment(anchor.anchoredAt),
          }),
        }
      : { tone: 'attention', sentence: t('proof.claim.notAnchored') };
  }

  function witnesses({ witnesses: by }: LogVerdict): Claim {
    return by.length > 0
      ? {
          tone: 'good',
          sentence: t('proof.claim.witnessed', {
            names: by.map(({ name }) => name).join(', '),
            time: formatMoment(by[0].at),
          }),
        }
      : { tone: 'neutral', sentence: t('proof.claim.notWitnessed') };
  }
}
