import { Button, Select, TextAreaField, TextField } from '@backstage/ui';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { wordsOf } from '../../api/wordsOf';
import { reviewApiRef } from '../../reviews/reviewApiRef';
import type { ReviewActInput, ReviewFlag } from '../../reviews/ReviewTypes';
import { useText } from '../../translation';
import styles from './ReviewsPage.module.css';

const closeReasons = [
  'expected',
  'handled',
  'false-alarm',
  'duplicate',
  'other',
] as const;

/** What can be done about a flag; each deed stands in the ledger before it counts. */
export function FlagForm(props: { flag: ReviewFlag; onDone: () => void }) {
  const { flag, onDone } = props;
  const api = useApi(reviewApiRef);
  const identity = useApi(identityApiRef);
  const t = useText();
  const [text, setText] = useState('');
  const [assignee, setAssignee] = useState('');
  const [reason, setReason] =
    useState<(typeof closeReasons)[number]>('handled');
  const [busy, setBusy] = useState<ReviewActInput['kind']>();
  const [failed, setFailed] = useState<Error>();

  const act = async (input: Omit<ReviewActInput, 'version'>) => {
    setBusy(input.kind);
    setFailed(undefined);
    try {
      await api.act(flag.id, { ...input, version: flag.version });
      setText('');
      setAssignee('');
      onDone();
    } catch (error) {
      setFailed(error as Error);
    } finally {
      setBusy(undefined);
    }
  };
  const words = text.trim();
  const said = words ? { text: words } : {};
  return (
    <div className={styles.form}>
      {flag.status === 'open' && (
        <div className={styles.row}>
          <TextField
            size="small"
            label={t('reviews.assignTo')}
            placeholder="user:default/…"
            value={assignee}
            onChange={setAssignee}
          />
          <Button
            size="small"
            variant="secondary"
            isDisabled={!assignee.trim()}
            isPending={busy === 'assign'}
            onPress={() => act({ kind: 'assign', assignee: assignee.trim() })}
          >
            {t('reviews.assign')}
          </Button>
          <Button
            size="small"
            variant="secondary"
            isPending={busy === 'assign'}
            onPress={async () => {
              const { userEntityRef } = await identity.getBackstageIdentity();
              await act({ kind: 'assign', assignee: userEntityRef });
            }}
          >
            {t('reviews.assignMe')}
          </Button>
        </div>
      )}
      <TextAreaField
        label={t('reviews.words')}
        description={t('reviews.wordsHint')}
        rows={2}
        maxLength={4000}
        value={text}
        onChange={setText}
      />
      <div className={styles.row}>
        <Button
          size="small"
          variant="secondary"
          isDisabled={!words}
          isPending={busy === 'comment'}
          onPress={() => act({ kind: 'comment', text: words })}
        >
          {t('reviews.comment')}
        </Button>
        {flag.status === 'open' ? (
          <>
            <Button
              size="small"
              variant="secondary"
              isPending={busy === 'follow-up'}
              onPress={() => act({ kind: 'follow-up', ...said })}
            >
              {t('reviews.followUp')}
            </Button>
            <Select
              size="small"
              aria-label={t('reviews.closeAs')}
              options={closeReasons.map(each => ({
                value: each,
                label: t(`reviews.closeReason.${each}`),
              }))}
              selectedKey={reason}
              onSelectionChange={key => setReason(key as typeof reason)}
            />
            <Button
              size="small"
              variant="primary"
              isDisabled={!words}
              isPending={busy === 'close'}
              onPress={() =>
                act({ kind: 'close', closeReason: reason, text: words })
              }
            >
              {t('reviews.close')}
            </Button>
          </>
        ) : (
          <Button
            size="small"
            variant="secondary"
            isDisabled={!words}
            isPending={busy === 'reopen'}
            onPress={() => act({ kind: 'reopen', text: words })}
          >
            {t('reviews.reopen')}
          </Button>
        )}
      </div>
      {failed && (
        <p role="alert" className={styles.failed}>
          {(failed as { statusCode?: number }).statusCode === 409
            ? t('reviews.conflict')
            : t('reviews.failed', { message: wordsOf(failed) })}{' '}
          {(failed as { statusCode?: number }).statusCode === 409 && (
            <Button size="small" variant="secondary" onPress={onDone}>
              {t('reviews.reload')}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
