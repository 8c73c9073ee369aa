import type { PlanSummary } from '@understudy/plugin-understudy-common';
import { StatusChip } from '../../components/StatusChip';
import { useText } from '../../translation';

type PlanState = PlanSummary['state'];

const tones: Record<PlanState, 'good' | 'attention' | 'bad' | 'neutral'> = {
  draft: 'neutral',
  previewing: 'neutral',
  'awaiting-approval': 'attention',
  approved: 'good',
  running: 'attention',
  verifying: 'attention',
  succeeded: 'good',
  unverified: 'attention',
  failed: 'bad',
  'rolled-back': 'attention',
  cancelled: 'neutral',
  denied: 'bad',
  expired: 'neutral',
};

/** Where a plan is on its way. */
export function PlanStateChip(props: { state: PlanState }) {
  const t = useText();
  return (
    <StatusChip tone={tones[props.state]}>
      {t(`path.state.${props.state}`)}
    </StatusChip>
  );
}
