import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Switch,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { wordsOf } from '../../api/wordsOf';
import type { AuditSearch } from '../../audit/AuditSearch';
import type { AuditParameters } from '../../audit/AuditTypes';
import { DeniedState } from '../../components/DeniedState';
import { evidenceApiRef } from '../../evidence/evidenceApiRef';
import { evidenceFilterOf } from '../../evidence/evidenceFilterOf';
import { formatMoment } from '../../formatMoment';
import { useText } from '../../translation';
import styles from './AuditPage.module.css';

/** Asks for a package of evidence: for which time, of what, and why. */
export function EvidenceDialog(props: {
  isOpen: boolean;
  search: AuditSearch;
  parameters: AuditParameters;
  /** Why the person may not, if so. */
  denied?: string;
  onClose: () => void;
  onAsked: () => void;
}) {
  const { isOpen, search, parameters, denied, onClose, onAsked } = props;
  const api = useApi(evidenceApiRef);
  const t = useText();
  const [reason, setReason] = useState('');
  const [notes, setNotes] = useState('');
  const [narrowed, setNarrowed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Error>();
  const { filter, leftOut } = evidenceFilterOf(search);
  const { from, to } = parameters;

  const ask = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      await api.createExport({
        period: { ...(from && { from }), ...(to && { to }) },
        ...(narrowed && filter && { filter }),
        reason: reason.trim(),
        ...(notes.trim() && { notes: notes.trim() }),
      });
      setReason('');
      setNotes('');
      onAsked();
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
      onOpenChange={open => !open && onClose()}
      width="min(560px, calc(100vw - 32px))"
    >
      <DialogHeader>{t('evidence.title')}</DialogHeader>
      <DialogBody>
        {denied !== undefined && <DeniedState reason={denied} />}
        <form
          hidden={denied !== undefined}
          id="understudy-evidence"
          className={styles.offline}
          onSubmit={event => {
            event.preventDefault();
            ask();
          }}
        >
          <p>
            {t('evidence.period', {
              from: from ? formatMoment(from) : t('evidence.first'),
              to: to ? formatMoment(to) : t('evidence.last'),
            })}
          </p>
          {filter && (
            <Switch
              label={t('evidence.narrowed')}
              isSelected={narrowed}
              onChange={setNarrowed}
            />
          )}
          <p>{t(narrowed ? 'evidence.provesSome' : 'evidence.provesAll')}</p>
          {narrowed && leftOut.length > 0 && (
            <p>
              {t('evidence.leftOut', {
                filters: leftOut
                  .map(name =>
                    name === 'text'
                      ? t('filter.words')
                      : t(`audit.filter.${name}` as 'audit.filter.actor'),
                  )
                  .join(', '),
              })}
            </p>
          )}
          {/* Opened to be written into. */}
          <TextField
            // A dialog that was asked for begins where one types.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            isRequired
            label={t('evidence.reason')}
            description={t('evidence.reasonHint')}
            maxLength={2000}
            value={reason}
            onChange={setReason}
          />
          <TextAreaField
            label={t('evidence.notes')}
            rows={2}
            maxLength={20_000}
            value={notes}
            onChange={setNotes}
          />
          {failed && (
            <p role="alert" className={styles.failed}>
              {t('evidence.failed', { message: wordsOf(failed) })}
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
          form="understudy-evidence"
          variant="primary"
          isDisabled={!reason.trim() || denied !== undefined}
          isPending={busy}
        >
          {t('evidence.ask')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
