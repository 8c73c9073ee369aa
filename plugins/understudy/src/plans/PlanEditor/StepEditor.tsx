import type {
  ClusterDescription,
  OperationDescription,
} from '@understudy/plugin-understudy-common';
import { Button, Card, CardBody, Select, Switch } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import { useText } from '../../translation';
import { InputForm } from '../InputForm';
import type { InputSchema } from '../InputForm/InputSchema';
import type { EditedStep } from './EditedPlan';
import styles from './PlanEditor.module.css';

/** One step while it is written: the operation, its input, and whether it always wants approval. */
export function StepEditor(props: {
  number: number;
  step: EditedStep;
  operations: readonly OperationDescription[];
  clusters: readonly ClusterDescription[];
  showMissing: boolean;
  isFocused: boolean;
  onChange: (step: EditedStep) => void;
  onRemove?: () => void;
}) {
  const { number, step, operations, clusters, showMissing, isFocused } = props;
  const { onChange, onRemove } = props;
  const t = useText();
  const item = useRef<HTMLLIElement>(null);
  const operation = operations.find(({ id }) => id === step.operation);
  useEffect(() => {
    if (isFocused) {
      item.current?.scrollIntoView?.({ block: 'center' });
      item.current?.focus();
    }
  }, [isFocused]);
  return (
    <li
      ref={item}
      className={styles.item}
      tabIndex={-1}
      aria-label={t('plans.stepNumber', { number: String(number) })}
    >
      <Card className={styles.card}>
        <CardBody className={styles.step}>
          <div className={styles.stepHead}>
            <Select
              className={styles.operation}
              label={t('plans.operation')}
              description={operation?.description}
              options={operations.map(({ id, title }) => ({
                value: id,
                label: `${title} · ${id}`,
              }))}
              selectedKey={operation?.id ?? null}
              onSelectionChange={key => {
                const next = operations.find(({ id }) => id === key);
                if (next) {
                  onChange({
                    ...step,
                    title: undefined,
                    operation: next.id,
                    input: kept(step.input, next),
                  });
                }
              }}
            />
            {onRemove && (
              <Button size="small" variant="tertiary" onPress={onRemove}>
                {t('plans.removeStep')}
              </Button>
            )}
          </div>
          {operation ? (
            <InputForm
              schema={operation.input as InputSchema}
              choices={choicesOf(clusters, operation)}
              input={step.input}
              showMissing={showMissing}
              onChange={input => onChange({ ...step, input, title: undefined })}
            />
          ) : (
            <p role="alert">
              {t('plans.unknownOperation', { id: step.operation })}
            </p>
          )}
          <Switch
            label={t('plans.requiresApproval')}
            isSelected={step.requiresApproval}
            onChange={requiresApproval =>
              onChange({ ...step, requiresApproval })
            }
          />
        </CardBody>
      </Card>
    </li>
  );
}

/** What the next operation knows too of what was already written. */
function kept(
  input: Record<string, unknown>,
  { input: schema }: OperationDescription,
): Record<string, unknown> {
  const known = (schema as { properties?: object }).properties ?? {};
  return Object.fromEntries(
    Object.entries(input).filter(([name]) => name in known),
  );
}

function choicesOf(
  clusters: readonly ClusterDescription[],
  { connector }: OperationDescription,
): Record<string, readonly string[]> {
  const names = clusters
    .filter(cluster => cluster.connector === connector)
    .map(({ name }) => name);
  return names.length > 0 ? { cluster: names } : {};
}
