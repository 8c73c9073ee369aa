import { encodeHex, hashLeaf } from '@understudy/ledger';
import type { AuditEntry } from '../../audit/AuditEntry';
import { formatNumber } from '../../formatNumber';
import type { LedgerProof } from '../../proof/LedgerProof';
import { useText } from '../../translation';
import styles from './EntryDetail.module.css';

/** How the entry leads to the signed root, in the three steps that were computed here. */
export function EntryProofLog(props: { item: AuditEntry; proof: LedgerProof }) {
  const { item, proof } = props;
  const t = useText();
  const { verdict } = proof;
  const found = proof.entries.get(item.id);
  const leaf =
    item.body === undefined
      ? undefined
      : encodeHex(hashLeaf(new TextEncoder().encode(item.body)));
  return (
    <section>
      <h4>{t('proof.detail.title')}</h4>
      <div className={styles.log}>
        {leaf && (
          <p>
            <span>{t('proof.detail.leaf')}</span> {short(leaf)}
          </p>
        )}
        {found?.state === 'waiting' && <p>{t('proof.detail.waiting')}</p>}
        {found?.state === 'altered' && (
          <p data-bad>{t('proof.detail.altered')}</p>
        )}
        {found?.state === 'included' && verdict && (
          <>
            <p>
              <span>{t('proof.detail.path')}</span>{' '}
              {t('proof.detail.hashes', {
                count: found.proof.length,
                root: short(encodeHex(verdict.root)),
              })}
            </p>
            <p>
              {t('proof.detail.checkpoint', {
                size: formatNumber(verdict.size),
              })}
              {', '}
              <b data-good={verdict.signature.kind === 'verified' || undefined}>
                {t(
                  {
                    verified: 'proof.detail.pinned',
                    refused: 'proof.detail.notSigned',
                    'not-pinned': 'proof.detail.notPinned',
                    'bad-key': 'proof.detail.notPinned',
                    unsupported: 'proof.headline.unsupported',
                  }[verdict.signature.kind] as 'proof.detail.pinned',
                )}
              </b>
              {verdict.witnesses.length > 0 && (
                <>
                  {', '}
                  <b data-good>{t('proof.detail.witnesses')}</b>
                </>
              )}
            </p>
          </>
        )}
      </div>
    </section>
  );
}

function short(hex: string): string {
  return `${hex.slice(0, 8)}…${hex.slice(-8)}`;
}
