import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { SafeText } from '../../path/SafeText';
import { WordsDialog } from '../../path/WordsDialog';
import type { PlanApi } from '../../plans/PlanApi';
import { planApiRef } from '../../plans/planApiRef';
import { useText } from '../../translation';

/** What needs words before it is done. */
export type DialogName = 'deny' | 'withdraw' | 'ask' | 'cancel' | 'breakGlass';

const atLeast: Record<DialogName, number> = {
  deny: 1,
  withdraw: 0,
  ask: 1,
  cancel: 1,
  breakGlass: 20,
};

/** Asks for the words that go with a deed, says what the deed does, and does it. */
export function ActDialog(props: {
  dialog: DialogName;
  detail: PlanDetail;
  onDone: (detail: PlanDetail) => void;
  onClose: () => void;
}) {
  const { dialog, detail, onDone, onClose } = props;
  const api = useApi(planApiRef);
  const t = useText();
  const { name } = parseEntityRef(detail.content.entityRef);
  const isGrave = dialog === 'deny' || dialog === 'breakGlass';
  return (
    <WordsDialog
      title={t(`approvals.dialog.${dialog}.title`)}
      label={t(`approvals.dialog.${dialog}.label`)}
      confirm={t(`approvals.dialog.${dialog}.confirm`)}
      atLeast={atLeast[dialog]}
      typed={dialog === 'breakGlass' ? name : undefined}
      destructive={isGrave}
      hash={detail.plan.planHash}
      onConfirm={async words =>
        onDone(await deedOf(api, detail, name)[dialog](words))
      }
      onClose={onClose}
    >
      <p>{t(`approvals.dialog.${dialog}.what`)}</p>
      <p>
        <SafeText text={detail.actions[dialog].sentence} />
      </p>
    </WordsDialog>
  );
}

function deedOf(
  api: PlanApi,
  { plan }: PlanDetail,
  target: string,
): Record<DialogName, (words: string) => Promise<PlanDetail>> {
  const planHash = plan.planHash ?? '';
  return {
    deny: comment => api.vote(plan.id, { planHash, decision: 'deny', comment }),
    withdraw: comment =>
      api.vote(plan.id, {
        planHash,
        decision: 'withdraw',
        ...(comment && { comment }),
      }),
    ask: text => api.ask(plan.id, text),
    cancel: reason => api.cancel(plan.id, reason),
    breakGlass: reason => api.breakGlass(plan.id, { planHash, reason, target }),
  };
}
