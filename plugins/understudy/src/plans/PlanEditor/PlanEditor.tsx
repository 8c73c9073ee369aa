import {
  type ClusterDescription,
  type OperationDescription,
  planStarts,
} from '@understudy/plugin-understudy-common';
import { Button, Radio, RadioGroup, TextAreaField } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useText } from '../../translation';
import { IncidentPicker } from '../IncidentPicker';
import type { EditedPlan, EditedStep } from './EditedPlan';
import { intentOf } from './intentOf';
import styles from './PlanEditor.module.css';
import { StepEditor } from './StepEditor';

/** The steps of a plan, why, and when it starts once it may; made from what connectors say about their operations. */
export function PlanEditor(props: {
  plan: EditedPlan;
  operations: readonly OperationDescription[];
  clusters: readonly ClusterDescription[];
  /** What a new step starts with. */
  defaults: Record<string, unknown>;
  showMissing: boolean;
  /** Which step to begin with. */
  focusOn?: string;
  entity?: ReactNode;
  onChange: (plan: EditedPlan) => void;
}) {
  const { plan, operations, clusters, defaults, showMissing, focusOn, entity } =
    props;
  const t = useText();
  const change = (part: Partial<EditedPlan>) =>
    props.onChange({ ...plan, ...part });
  const changeStep = (index: number, step: EditedStep) =>
    change({
      steps: plan.steps.map((each, at) => (at === index ? step : each)),
    });
  const removeStep = (index: number) =>
    change({ steps: plan.steps.filter((_, at) => at !== index) });
  const writes = operations.filter(({ reads }) => !reads);
  return (
    <div className={styles.editor}>
      {entity}
      <ol className={styles.steps} aria-label={t('path.steps')}>
        {plan.steps.map((step, index) => (
          <StepEditor
            key={step.id ?? index}
            number={index + 1}
            step={step}
            operations={writes}
            clusters={clusters}
            showMissing={showMissing}
            isFocused={focusOn !== undefined && step.id === focusOn}
            onChange={next => changeStep(index, next)}
            onRemove={
              plan.steps.length > 1 ? () => removeStep(index) : undefined
            }
          />
        ))}
      </ol>
      <Button
        size="small"
        variant="secondary"
        isDisabled={writes.length === 0 || plan.steps.length >= 50}
        onPress={() =>
          change({
            steps: [
              ...plan.steps,
              {
                operation: writes[0].id,
                input: defaults,
                requiresApproval: false,
              },
            ],
          })
        }
      >
        {t('plans.addStep')}
      </Button>
      <TextAreaField
        label={t('plans.reason')}
        description={t('plans.reasonHint')}
        isRequired
        rows={2}
        maxLength={2000}
        value={plan.reason}
        onChange={reason => change({ reason })}
      />
      <TextAreaField
        label={t('plans.intent')}
        secondaryLabel={t('plans.optional')}
        description={t('plans.intentHint', {
          words: intentOf(plan.steps, operations),
        })}
        rows={2}
        maxLength={2000}
        value={plan.intent}
        onChange={intent => change({ intent })}
      />
      {plan.entityRef && (
        <IncidentPicker
          entityRef={plan.entityRef}
          incident={plan.incident}
          onChange={incident => {
            const { incident: _, ...others } = plan;
            props.onChange(incident ? { ...others, incident } : others);
          }}
        />
      )}
      <RadioGroup
        label={t('plans.start')}
        value={plan.start}
        onChange={start => change({ start: start as EditedPlan['start'] })}
      >
        {planStarts.map(each => (
          <Radio key={each} value={each}>
            {t(`path.start.${each}`)}
          </Radio>
        ))}
      </RadioGroup>
    </div>
  );
}
