import { TextAreaField } from '@backstage/ui';
import { type ReactNode, useState } from 'react';
import { FormDialog } from '../../components/FormDialog';
import { useText } from '../../translation';

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
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      isOpen
      title={title}
      confirm={confirm}
      destructive={destructive}
      isReady={complete && reason.trim().length >= LEAST}
      failedWords={message => t('custody.failed', { message })}
      onConfirm={() => onConfirm(reason.trim())}
      onClose={onClose}
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
    </FormDialog>
  );
}
