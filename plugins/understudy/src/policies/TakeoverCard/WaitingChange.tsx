import { useApi } from '@backstage/frontend-plugin-api';
import {
  type LevelChange,
  takeoverLevelLabel,
} from '@understudy/plugin-understudy-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { ActProblem } from '../../path/ActProblem';
import { Countdown } from '../../path/Countdown';
import { SafeText } from '../../path/SafeText';
import { WordsDialog } from '../../path/WordsDialog';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import { policyApiRef } from '../policyApiRef';
import styles from './TakeoverCard.module.css';

/** A change of level that waits for another person. */
export function WaitingChange(props: {
  change: LevelChange;
  onDone: () => void;
}) {
  const { change, onDone } = props;
  const api = useApi(policyApiRef);
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [isDenying, setDenying] = useState(false);
  const [failed, setFailed] = useState<Error>();
  const approve = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      await api.voteLevel(change.id, { decision: 'approve' });
      onDone();
    } catch (error) {
      setFailed(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.waiting}>
      <p>
        <strong>
          {t('takeover.waiting', {
            level: takeoverLevelLabel(change.to),
            environment: t(`environment.${change.environment}`),
          })}
        </strong>{' '}
        <SafeText text={`${shortRef(change.by)}: ${change.reason}`} />{' '}
        {change.expiresAt && <Countdown until={change.expiresAt} />}
      </p>
      <div className={styles.head}>
        <Button
          size="small"
          variant="primary"
          isPending={busy}
          onPress={approve}
        >
          {t('takeover.approve', { level: takeoverLevelLabel(change.to) })}
        </Button>
        <Button
          size="small"
          variant="secondary"
          onPress={() => setDenying(true)}
        >
          {t('approvals.open.deny')}
        </Button>
      </div>
      {failed && <ActProblem error={failed} />}
      {isDenying && (
        <WordsDialog
          title={t('takeover.denyTitle')}
          label={t('approvals.dialog.deny.label')}
          confirm={t('approvals.dialog.deny.confirm')}
          atLeast={1}
          destructive
          onConfirm={async comment => {
            await api.voteLevel(change.id, { decision: 'deny', comment });
            onDone();
          }}
          onClose={() => setDenying(false)}
        >
          <p>{t('takeover.denyWhat')}</p>
        </WordsDialog>
      )}
    </div>
  );
}
