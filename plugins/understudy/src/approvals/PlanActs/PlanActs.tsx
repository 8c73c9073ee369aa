import { useApi } from '@backstage/frontend-plugin-api';
import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { Button, TextField } from '@backstage/ui';
import { useState } from 'react';
import { formatMoment } from '../../formatMoment';
import { ActProblem } from '../../path/ActProblem';
import { SafeText } from '../../path/SafeText';
import { planApiRef } from '../../plans/planApiRef';
import { PresenceWait } from '../../presence/PresenceWait';
import { usePresence } from '../../presence/usePresence';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import { ActDialog, type DialogName } from './ActDialog';
import { approveWords } from './approveWords';
import { nameToType } from './nameToType';
import styles from './PlanActs.module.css';

/** What one may do about a plan now. Every button says what it does; no key alone does anything. */
export function PlanActs(props: {
  detail: PlanDetail;
  /** Whether the difference was on the screen; only counted. */
  openedDifference?: boolean;
  onDone: (detail: PlanDetail) => void;
}) {
  const { detail, openedDifference, onDone } = props;
  const { plan, actions } = detail;
  const api = useApi(planApiRef);
  const t = useText();
  const [dialog, setDialog] = useState<DialogName>();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState<string>();
  const [failed, setFailed] = useState<Error>();
  const { waiting, cancel, withPresence } = usePresence();

  const hash = plan.planHash ?? '';
  const act = async (
    name: string,
    deed: () => Promise<PlanDetail>,
    wantsPresence = false,
  ) => {
    setBusy(name);
    setFailed(undefined);
    try {
      const next = await withPresence(deed, {
        hash,
        isNeeded: wantsPresence && detail.presence?.proven !== true,
      });
      setTyped('');
      onDone(next);
    } catch (error) {
      setFailed(error as Error);
    } finally {
      setBusy(undefined);
    }
  };
  const name = nameToType(detail);
  const words = approveWords(detail);
  const inProduction = detail.facts?.environment === 'production';
  const isAsked = plan.state === 'awaiting-approval';

  return (
    <div className={styles.acts}>
      {actions.approve.allowed && (
        <p>
          <SafeText text={actions.approve.sentence} />
        </p>
      )}
      {isAsked && !actions.approve.allowed && (
        <p role="note" className={styles.cannot}>
          <strong>{t('approvals.cannotApprove')}</strong>{' '}
          <SafeText text={actions.approve.sentence} />
        </p>
      )}
      <div className={styles.row}>
        {actions.requestApproval.allowed && (
          <Button
            variant="primary"
            isPending={busy === 'request'}
            onPress={() =>
              act('request', () => api.requestApproval(plan.id, hash))
            }
          >
            {t('approvals.request')}
          </Button>
        )}
        {actions.approve.allowed && name && (
          <TextField
            className={styles.typed}
            label={t('path.typeName', { name })}
            autoComplete="off"
            spellCheck="false"
            value={typed}
            onChange={setTyped}
          />
        )}
        {actions.approve.allowed && (
          <Button
            variant="primary"
            destructive={inProduction}
            isDisabled={name !== undefined && typed.trim() !== name}
            isPending={busy === 'approve'}
            onPress={() =>
              act(
                'approve',
                () =>
                  api.vote(plan.id, {
                    planHash: hash,
                    decision: 'approve',
                    openedDifference,
                  }),
                detail.decision?.freshPresence,
              )
            }
          >
            {t(`approvals.approveAnd.${words}`, {
              who: shortRef(plan.requestedBy),
            })}
          </Button>
        )}
        {actions.start.allowed && (
          <Button
            variant="primary"
            destructive={inProduction}
            isPending={busy === 'start'}
            onPress={() => act('start', () => api.start(plan.id, hash))}
          >
            {t(inProduction ? 'approvals.startProduction' : 'approvals.start')}
          </Button>
        )}
        {(['deny', 'withdraw', 'ask', 'cancel', 'breakGlass'] as const).map(
          each =>
            actions[each].allowed && (
              <Button
                key={each}
                variant="secondary"
                onPress={() => setDialog(each)}
              >
                {t(`approvals.open.${each}`)}
              </Button>
            ),
        )}
      </div>
      {actions.requestApproval.allowed && (
        <p className={styles.soft}>
          <SafeText text={actions.requestApproval.sentence} />
        </p>
      )}
      {plan.state === 'draft' && !actions.requestApproval.allowed && (
        <p role="note" className={styles.cannot}>
          <strong>{t('approvals.cannotRequest')}</strong>{' '}
          <SafeText text={actions.requestApproval.sentence} />
        </p>
      )}
      {plan.state === 'approved' && (
        <p className={styles.soft}>
          <SafeText text={actions.start.sentence} />
        </p>
      )}
      {isAsked && !actions.breakGlass.allowed && detail.breakGlassAt && (
        <p className={styles.soft}>
          {t('approvals.breakGlassAt', {
            time: formatMoment(detail.breakGlassAt),
          })}
        </p>
      )}
      {waiting && <PresenceWait challenge={waiting} onCancel={cancel} />}
      {failed && <ActProblem error={failed} />}
      {dialog && (
        <ActDialog
          dialog={dialog}
          detail={detail}
          onDone={onDone}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
}
