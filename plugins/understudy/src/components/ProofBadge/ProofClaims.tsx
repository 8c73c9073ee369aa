import { Button, Text } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { formatMoment } from '../../formatMoment';
import type { Claims } from '../../proof/claimsOf';
import type { LedgerProof } from '../../proof/LedgerProof';
import { useText } from '../../translation';
import { CopyButton } from '../CopyButton';
import { ProofClaim } from './ProofClaim';
import styles from './ProofBadge.module.css';
import { useClaimSentences } from './useClaimSentences';

/** Every claim with what it rests on, and what it does not say. */
export function ProofClaims(props: { proof: LedgerProof; claims: Claims }) {
  const { proof, claims } = props;
  const t = useText();
  const sentences = useClaimSentences(proof, claims);
  const { verdict } = proof;
  return (
    <div className={styles.claims}>
      <Text as="h4" weight="bold">
        {t('proof.title')}
      </Text>
      {sentences.length === 0 && (
        <p>{t(`proof.line.${lineOf(claims.headline)}`)}</p>
      )}
      <dl>
        {sentences.map(claim => (
          <ProofClaim key={claim.name} {...claim} />
        ))}
      </dl>
      <p className={styles.limits}>{t('proof.limits')}</p>
      <div className={styles.actions}>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiRefreshLine />}
          onPress={proof.check}
        >
          {t('proof.again')}
        </Button>
        {verdict?.note && (
          <CopyButton
            text={verdict.note}
            what={t('proof.checkpoint')}
            label={t('proof.copyCheckpoint')}
          />
        )}
        {verdict && (
          <small>
            {t('proof.checkedAt', { time: formatMoment(verdict.checkedAt) })}
          </small>
        )}
      </div>
    </div>
  );
}

function lineOf(
  headline: Claims['headline'],
): 'denied' | 'unavailable' | 'empty' {
  return headline === 'denied' || headline === 'unavailable'
    ? headline
    : 'empty';
}
