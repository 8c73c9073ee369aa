import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { type ReactNode, useState } from 'react';
import { PresenceWait } from '../../presence/PresenceWait';
import { usePresence } from '../../presence/usePresence';
import { useText } from '../../translation';
import { ActProblem } from '../ActProblem';
import styles from './WordsDialog.module.css';

/** Asks for words, and where it matters for a name typed by hand, before something that others will read. */
export function WordsDialog(props: {
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  label: string;
  hint?: string;
  confirm: string;
  /** So many characters at least; zero where words are welcome and not needed. */
  atLeast: number;
  /** So many characters at most. */
  atMost?: number;
  /** What has to be typed by hand. */
  typed?: string;
  destructive?: boolean;
  /** What somebody has to be there for, where the server wants that. */
  hash?: string;
  onConfirm: (words: string) => Promise<void>;
  onClose: () => void;
}) {
  const { title, children, label, hint, confirm, atLeast, typed } = props;
  const { destructive, hash, atMost = 2000, onConfirm, onClose } = props;
  const t = useText();
  const [words, setWords] = useState('');
  const [name, setName] = useState('');
  const [isPending, setPending] = useState(false);
  const [failed, setFailed] = useState<Error>();
  const { waiting, cancel, withPresence } = usePresence();
  const isReady =
    words.trim().length >= atLeast && (!typed || name.trim() === typed);

  const go = async () => {
    setPending(true);
    setFailed(undefined);
    try {
      const deed = () => onConfirm(words.trim());
      await (hash ? withPresence(deed, { hash, isNeeded: false }) : deed());
      onClose();
    } catch (error) {
      setFailed(error as Error);
      setPending(false);
    }
  };
  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && !isPending && onClose()}
      width="min(540px, calc(100vw - 32px))"
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <div>{children}</div>
          <TextAreaField
            label={label}
            description={hint}
            rows={3}
            maxLength={atMost}
            isRequired={atLeast > 0}
            value={words}
            onChange={setWords}
          />
          {atLeast > 1 && words.trim().length < atLeast && (
            <p className={styles.soft}>
              {t('path.atLeast', { count: atLeast - words.trim().length })}
            </p>
          )}
          {typed && (
            <TextField
              label={t('path.typeName', { name: typed })}
              autoComplete="off"
              spellCheck="false"
              isRequired
              value={name}
              onChange={setName}
            />
          )}
          {waiting && <PresenceWait challenge={waiting} onCancel={cancel} />}
          {failed && <ActProblem error={failed} />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={isPending} onPress={onClose}>
          {t('path.leaveIt')}
        </Button>
        <Button
          variant="primary"
          destructive={destructive}
          isDisabled={!isReady}
          isPending={isPending}
          onPress={go}
        >
          {confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
