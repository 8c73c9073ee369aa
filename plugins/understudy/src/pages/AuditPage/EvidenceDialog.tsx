import { Switch, TextAreaField, TextField } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import type { AuditSearch } from '../../audit/AuditSearch';
import type { AuditParameters } from '../../audit/AuditTypes';
import { FormDialog } from '../../components/FormDialog';
import { evidenceApiRef } from '../../evidence/evidenceApiRef';
import { evidenceFilterOf } from '../../evidence/evidenceFilterOf';
import { formatMoment } from '../../formatMoment';
import { useText } from '../../translation';

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
  const { filter, leftOut } = evidenceFilterOf(search);
  const { from, to } = parameters;

  const ask = async () => {
    await api.createExport({
      period: { ...(from && { from }), ...(to && { to }) },
      ...(narrowed && filter && { filter }),
      reason: reason.trim(),
      ...(notes.trim() && { notes: notes.trim() }),
    });
    setReason('');
    setNotes('');
    onAsked();
  };
  return (
    <FormDialog
      isOpen={isOpen}
      title={t('evidence.title')}
      confirm={t('evidence.ask')}
      isReady={reason.trim() !== ''}
      failedWords={message => t('evidence.failed', { message })}
      denied={denied}
      onConfirm={ask}
      onClose={onClose}
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
    </FormDialog>
  );
}
