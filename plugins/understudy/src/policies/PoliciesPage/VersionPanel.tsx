import { useApi } from '@backstage/frontend-plugin-api';
import type {
  GuardrailData,
  GuardrailSimulation,
  GuardrailVersionDetail,
} from '@understudy/plugin-understudy-common';
import { diffGuardrails } from '@understudy/plugin-understudy-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { CopyBlock } from '../../components/CopyBlock';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { Section } from '../../components/Section';
import { formatMoment } from '../../formatMoment';
import { ActProblem } from '../../path/ActProblem';
import { SafeText } from '../../path/SafeText';
import { WordsDialog } from '../../path/WordsDialog';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import { policyApiRef } from '../policyApiRef';
import { GuardrailChanges } from './GuardrailChanges';
import styles from './PoliciesPage.module.css';
import { Simulation } from './Simulation';

/** One version: how it differs from what holds, what it would have decided, and the votes to activate it. */
export function VersionPanel(props: {
  version: number;
  active: GuardrailVersionDetail;
  onChanged: () => void;
  onClose: () => void;
}) {
  const { version, active, onChanged, onClose } = props;
  const api = useApi(policyApiRef);
  const t = useText();
  const { value, error, retry } = useAsyncRetry(
    () => api.getVersion(version),
    [api, version],
  );
  const [simulation, setSimulation] = useState<GuardrailSimulation>();
  const [isPending, setPending] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [failed, setFailed] = useState<Error>();
  const title = t('policies.versionName', { version: String(version) });

  if (!value) {
    return (
      <Section title={title}>
        {error ? (
          <ProblemState error={error} onRetry={retry} />
        ) : (
          <LoadingState lines={4} />
        )}
      </Section>
    );
  }
  const { activation } = value;
  const { status, by, at, reason, votes, digest } = value.version;
  const isFormer = status === 'former';
  const changes = diffGuardrails(
    active.data as unknown as GuardrailData,
    value.data as unknown as GuardrailData,
  );
  const simulate = async () => {
    setPending(true);
    setFailed(undefined);
    try {
      setSimulation(await api.simulate({ version }));
    } catch (problem) {
      setFailed(problem as Error);
    } finally {
      setPending(false);
    }
  };
  return (
    <Section
      title={`${title}: ${t(`policies.status.${status}`)}`}
      spot={status === 'draft'}
      action={
        <Button size="small" variant="tertiary" onPress={onClose}>
          {t('policies.close')}
        </Button>
      }
    >
      <div className={styles.stack}>
        <p>
          <SafeText text={shortRef(by)} /> · {formatMoment(at)} ·{' '}
          <SafeText text={reason} />
        </p>
        {status === 'active' ? (
          <CopyBlock
            text={JSON.stringify(value.data, undefined, 2)}
            what={t('policies.json')}
          />
        ) : (
          <>
            <p>
              {t('policies.againstActive', {
                version: String(active.version.version),
              })}
            </p>
            <GuardrailChanges changes={changes} />
            {simulation && <Simulation simulation={simulation} />}
            <p>
              <strong>
                {t('policies.votes', {
                  given: String(activation.given),
                  needed: String(activation.needed),
                })}
              </strong>{' '}
              <SafeText text={activation.sentence} />
            </p>
            {votes.length > 0 && (
              <ul className={styles.votes} aria-label={t('policies.voted')}>
                {votes.map(vote => (
                  <li key={vote.by}>
                    <SafeText text={shortRef(vote.by)} /> ·{' '}
                    {formatMoment(vote.at)}
                  </li>
                ))}
              </ul>
            )}
            {failed && <ActProblem error={failed} />}
            <div className={styles.row}>
              <Button
                variant="secondary"
                isPending={isPending}
                onPress={simulate}
              >
                {t('policies.simulate')}
              </Button>
              <Button
                variant="primary"
                isDisabled={!activation.allowed}
                onPress={() => setAsking(true)}
              >
                {t(isFormer ? 'policies.rollBack' : 'policies.activate')}
              </Button>
            </div>
          </>
        )}
      </div>
      {isAsking && (
        <WordsDialog
          title={t(
            isFormer ? 'policies.rollBackTitle' : 'policies.activateTitle',
            { version: String(version) },
          )}
          label={t('policies.reason')}
          hint={t('policies.reasonHint')}
          confirm={t(isFormer ? 'policies.rollBack' : 'policies.activate')}
          atLeast={10}
          hash={digest}
          onConfirm={async words => {
            await api.activate(version, { digest, reason: words });
            retry();
            onChanged();
          }}
          onClose={() => setAsking(false)}
        >
          <p>
            <SafeText text={activation.sentence} />
          </p>
        </WordsDialog>
      )}
    </Section>
  );
}
