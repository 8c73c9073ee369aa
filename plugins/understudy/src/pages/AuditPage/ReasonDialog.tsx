import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import { type ReactNode, useId, useState } from 'react';
import { wordsOf } from '../../api/wordsOf';
import { useText } from '../../translation';
import styles from './AuditPage.module.css';

const LEAST = 3;

/** Asks why before something is done that stands in the ledger with the reason. */
export function ReasonDialog(props: {
  title: string;
  lead: string;
  label: string;
  hint: string;
  confirm: string;
  destructive?: boolean;
  /** Whether what else is asked was answered; true if nothing is. */
  complete?: boolean;
  children?: ReactNode;
  onConfirm: (reason: string) => Promise<void>;
  onClose: () => void;
}) {
  const { title, lead, label, hint, confirm, destructive } = props;
  const { complete = true, children, onConfirm, onClose } = props;
  const t = useText();
  const form = useId();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Error>();
  const ready = complete && reason.trim().length >= LEAST;

  const submit = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      await onConfirm(reason.trim());
      onClose();
    } catch (error) {
      setFailed(error as Error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && onClose()}
      width="min(560px, calc(100vw - 32px))"
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <form
          id={form}
          className={styles.offline}
          onSubmit={event => {
            event.preventDefault();
            if (ready && !busy) {
              submit();
            }
          }}
        >
          <p>{lead}</p>
          {children}
          <TextAreaField
            isRequired
            label={label}
            description={hint}
            rows={3}
            maxLength={4000}
            value={reason}
            onChange={setReason}
          />
          {failed && (
            <p role="alert" className={styles.failed}>
              {t('custody.failed', { message: wordsOf(failed) })}
            </p>
          )}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('filter.cancel')}
        </Button>
        <Button
          type="submit"
          form={form}
          variant="primary"
          destructive={destructive}
          isDisabled={!ready}
          isPending={busy}
        >
          {confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
