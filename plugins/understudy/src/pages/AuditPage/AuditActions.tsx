import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  RiDownloadLine,
  RiShieldCheckLine,
  RiShieldKeyholeLine,
} from '@remixicon/react';
import { useState } from 'react';
import { wordsOf } from '../../api/wordsOf';
import { auditApiRef } from '../../audit/auditApiRef';
import type { AuditSearch } from '../../audit/AuditSearch';
import type { AuditParameters } from '../../audit/AuditTypes';
import type { useLedgerCustody } from '../../audit/useLedgerCustody';
import type { useEvidence } from '../../evidence/useEvidence';
import { saveFile } from '../../saveFile';
import { useText } from '../../translation';
import styles from './AuditPage.module.css';
import { EvidenceDialog } from './EvidenceDialog';
import { VerifyOffline } from './VerifyOffline';

const files = {
  markdown: 'understudy-timeline.md',
  csv: 'understudy-timeline.csv',
  json: 'understudy-timeline.jsonl',
};

/** What can be taken out of the ledger, and how somebody else verifies it. */
export function AuditActions(props: {
  search: AuditSearch;
  parameters: AuditParameters;
  evidence: ReturnType<typeof useEvidence>;
  custody: ReturnType<typeof useLedgerCustody>;
  /** The person wants to see the full verification. */
  onVerify: () => void;
}) {
  const { search, parameters, evidence, custody, onVerify } = props;
  const api = useApi(auditApiRef);
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Error>();
  const [dialog, setDialog] = useState<'verify' | 'evidence'>();

  const take = async (format: keyof typeof files) => {
    setBusy(true);
    setFailed(undefined);
    try {
      saveFile(await api.exportEntries(parameters, format), files[format]);
    } catch (error) {
      setFailed(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const verify = async () => {
    setFailed(undefined);
    try {
      await api.startVerification();
      custody.retry();
      onVerify();
    } catch (error) {
      setFailed(error as Error);
    }
  };
  return (
    <div className={styles.actions}>
      {failed && (
        <span role="alert" className={styles.failed}>
          {t('custody.failed', { message: wordsOf(failed) })}
        </span>
      )}
      {custody.allowed && (
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiShieldCheckLine />}
          isDisabled={custody.running}
          onPress={verify}
        >
          {t('custody.verify')}
        </Button>
      )}
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiShieldKeyholeLine />}
        onPress={() => setDialog('verify')}
      >
        {t('audit.verifyOffline')}
      </Button>
      <MenuTrigger>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiDownloadLine />}
          isPending={busy}
        >
          {t('audit.exportTimeline')}
        </Button>
        <Menu placement="bottom end">
          {(['markdown', 'csv', 'json'] as const).map(format => (
            <MenuItem key={format} id={format} onAction={() => take(format)}>
              {t(`audit.format.${format}`)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      <Button
        size="small"
        variant="primary"
        onPress={() => setDialog('evidence')}
      >
        {t('audit.exportEvidence')}
      </Button>
      <VerifyOffline
        isOpen={dialog === 'verify'}
        onClose={() => setDialog(undefined)}
      />
      <EvidenceDialog
        isOpen={dialog === 'evidence'}
        search={search}
        parameters={parameters}
        onClose={() => setDialog(undefined)}
        denied={
          evidence.permission?.allowed === false
            ? evidence.permission.reason
            : undefined
        }
        onAsked={evidence.retry}
      />
    </div>
  );
}
