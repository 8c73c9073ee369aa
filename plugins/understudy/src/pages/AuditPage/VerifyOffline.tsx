import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { CopyBlock } from '../../components/CopyBlock';
import { useText } from '../../translation';
import styles from './AuditPage.module.css';

/** How somebody verifies an evidence package on a machine of their own. */
export function VerifyOffline(props: { isOpen: boolean; onClose: () => void }) {
  const { isOpen, onClose } = props;
  const t = useText();
  const keys =
    useApi(configApiRef).getOptionalStringArray(
      'understudy.ledger.verifierKeys',
    ) ?? [];
  const command = [
    'understudy audit verify evidence.zip',
    ...(keys.length > 0 ? keys : ['<verifier key>']).map(
      key => `--key '${key}'`,
    ),
  ].join(' \\\n  ');
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && onClose()}
      width="min(640px, calc(100vw - 32px))"
    >
      <DialogHeader>{t('audit.offline.title')}</DialogHeader>
      <DialogBody>
        <div className={styles.offline}>
          <ol>
            <li>{t('audit.offline.export')}</li>
            <li>{t('audit.offline.key')}</li>
            <li>{t('audit.offline.run')}</li>
          </ol>
          <CopyBlock text={command} what={t('audit.offline.command')} />
          <p>
            {t(keys.length > 0 ? 'audit.offline.pinned' : 'audit.offline.none')}
          </p>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('entry.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
