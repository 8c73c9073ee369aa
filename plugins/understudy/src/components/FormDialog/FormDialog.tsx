import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { type ReactNode, useId, useState } from 'react';
import { wordsOf } from '../../api/wordsOf';
import { useText } from '../../translation';
import { DeniedState } from '../DeniedState';
import styles from './FormDialog.module.css';

/** Asks for what is needed before something is done, and says so where it was not done. */
export function FormDialog(props: {
  isOpen: boolean;
  title: string;
  /** What will happen, and the fields. */
  children: ReactNode;
  confirm: string;
  destructive?: boolean;
  /** Whether everything that is needed was given. */
  isReady: boolean;
  /** Says what it means that it failed. */
  failedWords: (message: string) => string;
  /** Why the person may not, instead of the fields. */
  denied?: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}) {
  const { isOpen, title, children, confirm, destructive, isReady } = props;
  const { failedWords, denied, onConfirm, onClose } = props;
  const t = useText();
  const form = useId();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Error>();

  const submit = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailed(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen={isOpen}
      // What was begun is told how it ended.
      onOpenChange={open => !open && !busy && onClose()}
      width="min(560px, calc(100vw - 32px))"
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        {denied !== undefined ? (
          <DeniedState reason={denied} />
        ) : (
          <form
            id={form}
            className={styles.form}
            onSubmit={event => {
              event.preventDefault();
              if (isReady && !busy) {
                submit();
              }
            }}
          >
            {children}
            {failed && (
              <p role="alert" className={styles.failed}>
                {failedWords(wordsOf(failed))}
              </p>
            )}
          </form>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={busy} onPress={onClose}>
          {t(denied === undefined ? 'filter.cancel' : 'entry.close')}
        </Button>
        {denied === undefined && (
          <Button
            type="submit"
            form={form}
            variant="primary"
            destructive={destructive}
            isDisabled={!isReady}
            isPending={busy}
          >
            {confirm}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
