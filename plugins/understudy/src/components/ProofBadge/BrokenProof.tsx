import { Alert, Button } from '@backstage/ui';
import { useState } from 'react';
import type { AuditEntry } from '../../audit/AuditEntry';
import { formatNumber } from '../../formatNumber';
import type { Claims } from '../../proof/claimsOf';
import { evidenceOf } from '../../proof/evidenceOf';
import type { LedgerProof } from '../../proof/LedgerProof';
import { useText } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog';
import { CopyButton } from '../CopyButton';
import styles from './ProofBadge.module.css';

/** Says in words what does not verify, and what to do about it. */
export function BrokenProof(props: {
  proof: LedgerProof;
  claims: Claims;
  shown: readonly AuditEntry[];
}) {
  const { proof, claims, shown } = props;
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { seen, size } = proof.verdict ?? {};
  return (
    <>
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('proof.brokenTitle')}
        description={
          <>
            <ul className={styles.problems}>
              {claims.problems.map(({ problem, detail, index }) => (
                <li key={`${problem}-${index}`}>
                  {t(`proof.problem.${problem}`, {
                    detail,
                    index: formatNumber(index ?? 0),
                    seen: formatNumber(seen?.size ?? 0),
                    size: formatNumber(size ?? 0),
                  } as never)}
                </li>
              ))}
            </ul>
            {t('proof.todo')}
          </>
        }
        customActions={
          <div className={styles.actions}>
            <CopyButton
              text={evidenceOf(proof, claims, shown)}
              what={t('proof.evidence')}
              label={t('proof.copyEvidence')}
            />
            {seen && (
              <Button
                size="small"
                variant="secondary"
                onPress={() => setAsking(true)}
              >
                {t('proof.forget')}
              </Button>
            )}
          </div>
        }
      />
      <ConfirmDialog
        isOpen={asking}
        title={t('proof.forgetTitle')}
        confirm={t('proof.forgetNow')}
        cancel={t('proof.keep')}
        destructive
        onConfirm={proof.forget}
        onClose={() => setAsking(false)}
      >
        {t('proof.forgetWhy')}
      </ConfirmDialog>
    </>
  );
}
