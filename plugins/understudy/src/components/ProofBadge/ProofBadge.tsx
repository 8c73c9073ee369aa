import { Button, DialogTrigger, Popover } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiErrorWarningLine,
  RiInformationLine,
  RiShieldCheckLine,
  RiCloseCircleLine,
} from '@remixicon/react';
import type { AuditEntry } from '../../audit/AuditEntry';
import { claimsOf } from '../../proof/claimsOf';
import type { LedgerProof } from '../../proof/LedgerProof';
import { useText } from '../../translation';
import { BrokenProof } from './BrokenProof';
import { ProofClaims } from './ProofClaims';
import styles from './ProofBadge.module.css';
import { useProofWords } from './useProofWords';

const icons = {
  good: RiShieldCheckLine,
  attention: RiErrorWarningLine,
  bad: RiCloseCircleLine,
  neutral: RiInformationLine,
};

/** What this browser can say about the ledger by itself; where something is wrong, in red and in words. */
export function ProofBadge(props: {
  proof: LedgerProof;
  /** The entries that the claims are about. */
  shown: readonly AuditEntry[];
  /** Leaves the sentence out where there is little room. */
  compact?: boolean;
}) {
  const { proof, shown, compact } = props;
  const t = useText();
  const claims = claimsOf(proof, shown);
  const words = useProofWords(proof, claims);
  const Icon = icons[claims.tone];
  return (
    <div className={styles.badge} data-compact={compact || undefined}>
      <div className={styles.line}>
        <DialogTrigger>
          <Button
            variant="tertiary"
            size="small"
            className={styles.chip}
            data-tone={claims.tone}
            aria-label={t('proof.about', { headline: words.headline })}
          >
            <Icon size={15} aria-hidden="true" />
            {words.headline}
            <RiArrowDownSLine size={14} aria-hidden="true" />
          </Button>
          <Popover placement="bottom start" className={styles.popover}>
            <ProofClaims proof={proof} claims={claims} />
          </Popover>
        </DialogTrigger>
        {!compact && words.sentence && (
          <span className={styles.sentence} role="status">
            {words.sentence}
          </span>
        )}
      </div>
      {claims.problems.length > 0 && (
        <BrokenProof proof={proof} claims={claims} shown={shown} />
      )}
    </div>
  );
}
