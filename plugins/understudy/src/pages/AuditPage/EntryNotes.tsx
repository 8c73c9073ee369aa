import { Button, TextAreaField, TextField } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRef, useState } from 'react';
import { wordsOf } from '../../api/wordsOf';
import type { AuditEntry } from '../../audit/AuditEntry';
import { auditApiRef } from '../../audit/auditApiRef';
import { ActorName } from '../../components/EntryWords';
import { PartialState } from '../../components/PartialState';
import { formatMoment } from '../../formatMoment';
import { useText } from '../../translation';
import styles from './AuditPage.module.css';
import { noteOf } from './noteOf';

/** What people wrote on an entry, each an entry of its own, and a place to write more. */
export function EntryNotes(props: {
  id: string;
  notes?: readonly AuditEntry[];
  error?: Error;
  onChanged: () => void;
}) {
  const { id, notes, error, onChanged } = props;
  const api = useApi(auditApiRef);
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState('');
  const [link, setLink] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Error>();

  const add = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      await api.addNote(id, {
        text: text.trim(),
        ...(link.trim() && { links: [{ url: link.trim() }] }),
      });
      setText('');
      setLink('');
      // The button that had the focus is off now.
      form.current?.querySelector('textarea')?.focus();
      onChanged();
    } catch (problem) {
      setFailed(problem as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={styles.notes}>
      <h4>{t('entry.notes')}</h4>
      {error && (
        <PartialState onRetry={onChanged}>
          {t('audit.partialNotes')}
        </PartialState>
      )}
      {notes?.length === 0 && <p>{t('entry.noNotes')}</p>}
      {notes && notes.length > 0 && (
        <ul>
          {notes.map(note => {
            const { words, links } = noteOf(note);
            return (
              <li key={note.id}>
                <small>
                  <ActorName actor={note.entry.actor} /> ·{' '}
                  <time dateTime={note.entry.occurredAt}>
                    {formatMoment(note.entry.occurredAt)}
                  </time>
                </small>
                <p>{words}</p>
                {links.map(url => (
                  <a
                    key={url}
                    href={url}
                    target="_blank"
                    rel="noopener noreferrer"
                  >
                    {url}
                  </a>
                ))}
              </li>
            );
          })}
        </ul>
      )}
      <form
        ref={form}
        onSubmit={event => {
          event.preventDefault();
          add();
        }}
      >
        <TextAreaField
          label={t('entry.noteLabel')}
          description={t('entry.noteHint')}
          rows={2}
          maxLength={10_000}
          value={text}
          onChange={setText}
        />
        {text.trim() && (
          <TextField
            size="small"
            type="url"
            label={t('entry.noteLink')}
            placeholder="https://"
            value={link}
            onChange={setLink}
          />
        )}
        {failed && (
          <p role="alert" className={styles.failed}>
            {t('entry.noteFailed', { message: wordsOf(failed) })}
          </p>
        )}
        <Button
          type="submit"
          size="small"
          variant="secondary"
          isDisabled={!text.trim()}
          isPending={busy}
        >
          {t('entry.noteAdd')}
        </Button>
      </form>
    </section>
  );
}
