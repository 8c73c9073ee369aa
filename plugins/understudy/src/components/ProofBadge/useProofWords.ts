import { formatMoment } from '../../formatMoment';
import { formatNumber } from '../../formatNumber';
import type { Claims } from '../../proof/claimsOf';
import type { LedgerProof } from '../../proof/LedgerProof';
import { useText } from '../../translation';

/** The headline of a badge and the sentence beside it. */
export function useProofWords(
  proof: LedgerProof,
  claims: Claims,
): { headline: string; sentence: string } {
  const t = useText();
  const { verdict } = proof;
  const { headline } = claims;
  if (headline === 'checking') {
    return { headline: t('proof.checking'), sentence: '' };
  }
  const size = headline === 'anchored' ? verdict?.anchor?.size : verdict?.size;
  const words = t(`proof.headline.${headline}`, {
    entry: formatNumber((size ?? 1) - 1),
  });
  if (
    headline === 'empty' ||
    headline === 'unavailable' ||
    headline === 'denied'
  ) {
    return { headline: words, sentence: t(`proof.line.${headline}`) };
  }
  // What is wrong stands in the alert, in full.
  if (headline === 'broken' || !verdict) {
    return { headline: words, sentence: '' };
  }
  const signature = {
    verified: () => t('proof.line.pinned'),
    'not-pinned': () => t('proof.line.notPinned'),
    'bad-key': () => t('proof.line.badKey'),
    unsupported: () => t('proof.line.unsupported'),
    refused: () => '',
  }[verdict.signature.kind]();
  const parts = [
    signature,
    verdict.seen
      ? t('proof.line.consistent', { time: formatMoment(verdict.seen.seenAt) })
      : t('proof.line.firstLook'),
    verdict.anchor
      ? t('proof.line.anchored', {
          sink: verdict.anchor.sink,
          time: formatMoment(verdict.anchor.anchoredAt),
        })
      : t('proof.line.noAnchor'),
    verdict.witnesses.length > 0 &&
      t('proof.line.witnesses', { count: verdict.witnesses.length }),
    verdict.anchor &&
      claims.newer > 0 &&
      t('proof.line.newer', { count: claims.newer }),
    claims.waiting > 0 && t('proof.line.waiting', { count: claims.waiting }),
  ];
  return { headline: words, sentence: parts.filter(Boolean).join(' · ') };
}
