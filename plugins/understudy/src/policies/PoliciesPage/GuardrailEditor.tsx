import { useApi } from '@backstage/frontend-plugin-api';
import type {
  GuardrailData,
  GuardrailSimulation,
  GuardrailVersionDetail,
} from '@understudy/plugin-understudy-common';
import {
  Button,
  TextAreaField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { useMemo, useState } from 'react';
import { Section } from '../../components/Section';
import { StatusLine } from '../../components/StatusLine';
import { ActProblem } from '../../path/ActProblem';
import { useText } from '../../translation';
import { GuardrailForm } from '../GuardrailForm';
import { policyApiRef } from '../policyApiRef';
import { GuardrailChanges } from './GuardrailChanges';
import styles from './PoliciesPage.module.css';
import { readGuardrails } from './readGuardrails';
import { recordOf } from './recordOf';
import { Simulation } from './Simulation';

const LEAST_REASON = 10;

/** The active guardrails as a form or as JSON, to be changed into a draft; nothing holds before it is activated. */
export function GuardrailEditor(props: {
  active: GuardrailVersionDetail;
  onDrafted: (version: number) => void;
}) {
  const { active, onDrafted } = props;
  const api = useApi(policyApiRef);
  const t = useText();
  const written = useMemo(
    () => JSON.stringify(active.data, undefined, 2),
    [active.data],
  );
  const [text, setText] = useState(written);
  const [view, setView] = useState<'form' | 'json'>('form');
  const [reason, setReason] = useState('');
  const [simulation, setSimulation] = useState<GuardrailSimulation>();
  const [busy, setBusy] = useState<'simulate' | 'draft'>();
  const [failed, setFailed] = useState<Error>();
  const read = useMemo(
    () => readGuardrails(text, active.data as unknown as GuardrailData),
    [text, active.data],
  );
  const record = useMemo(() => recordOf(text), [text]);
  const write = (next: string) => {
    setText(next);
    setSimulation(undefined);
  };
  const isChanged = 'data' in read && read.changes.length > 0;

  const act = async (name: 'simulate' | 'draft', deed: () => Promise<void>) => {
    setBusy(name);
    setFailed(undefined);
    try {
      await deed();
    } catch (error) {
      setFailed(error as Error);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <Section
      title={t('policies.data')}
      hint={t('policies.dataHint', {
        version: String(active.version.version),
      })}
    >
      <div className={styles.stack}>
        <ToggleButtonGroup
          className={styles.view}
          aria-label={t('guardrails.view')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[view]}
          onSelectionChange={keys =>
            setView(keys.has('json') ? 'json' : 'form')
          }
        >
          <ToggleButton id="form">{t('guardrails.form')}</ToggleButton>
          <ToggleButton id="json">{t('guardrails.json')}</ToggleButton>
        </ToggleButtonGroup>
        {view === 'json' && (
          <TextAreaField
            className={styles.json}
            label={t('policies.json')}
            spellCheck="false"
            rows={22}
            value={text}
            onChange={write}
          />
        )}
        {view === 'form' && !record && <p>{t('guardrails.brokenJson')}</p>}
        {view === 'form' && record && (
          <GuardrailForm
            data={record}
            onChange={next => write(JSON.stringify(next, undefined, 2))}
          />
        )}
        {'problem' in read ? (
          <StatusLine tone="bad" word={t('policies.invalid')}>
            {read.problem}
          </StatusLine>
        ) : (
          <StatusLine tone="good" word={t('policies.valid')}>
            {t('policies.changes', { count: read.changes.length })}
          </StatusLine>
        )}
        {isChanged && <GuardrailChanges changes={read.changes} />}
        {simulation && <Simulation simulation={simulation} />}
        <TextAreaField
          label={t('policies.reason')}
          description={t('policies.reasonHint')}
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
        {failed && <ActProblem error={failed} />}
        <div className={styles.row}>
          <Button
            variant="secondary"
            isDisabled={!isChanged}
            isPending={busy === 'simulate'}
            onPress={() =>
              act('simulate', async () => {
                if ('data' in read) {
                  setSimulation(await api.simulate({ data: read.data }));
                }
              })
            }
          >
            {t('policies.simulate')}
          </Button>
          <Button
            variant="primary"
            isDisabled={!isChanged || reason.trim().length < LEAST_REASON}
            isPending={busy === 'draft'}
            onPress={() =>
              act('draft', async () => {
                if ('data' in read) {
                  const { version } = await api.draft({
                    data: read.data,
                    reason: reason.trim(),
                    basedOn: active.version.version,
                  });
                  onDrafted(version.version);
                }
              })
            }
          >
            {t('policies.saveDraft')}
          </Button>
          {text !== written && (
            <Button
              variant="tertiary"
              onPress={() => {
                setText(written);
                setSimulation(undefined);
              }}
            >
              {t('policies.startOver')}
            </Button>
          )}
        </div>
      </div>
    </Section>
  );
}
