import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type { ReactNode } from 'react';

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: {
  isOpen: boolean;
  title: string;
  children: ReactNode;
  confirm: string;
  cancel: string;
  destructive?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { isOpen, title, children, confirm, cancel, destructive } = props;
  const { onConfirm, onClose } = props;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && onClose()}
      width="min(520px, calc(100vw - 32px))"
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <Text as="p">{children}</Text>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {cancel}
        </Button>
        <Button
          variant="primary"
          destructive={destructive}
          onPress={() => {
            onConfirm();
            onClose();
          }}
        >
          {confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
