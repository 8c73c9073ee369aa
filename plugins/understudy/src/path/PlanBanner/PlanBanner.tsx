import { EnvironmentBanner } from '../../components/EnvironmentBanner';
import { useText } from '../../translation';
import type { Facts, ResolvedStep } from '../PathTypes';

/** Where a plan would act, by its resolved targets. */
export function PlanBanner(props: {
  facts: Pick<Facts, 'environment' | 'environmentKnown'>;
  resolved: readonly ResolvedStep[];
  note?: string;
}) {
  const { facts, resolved, note } = props;
  const t = useText();
  const targets = resolved.flatMap(step => step.targets);
  const clusters = [...new Set(targets.map(({ cluster }) => cluster))];
  const namespaces = [...new Set(targets.map(({ namespace }) => namespace))];
  return (
    <EnvironmentBanner
      environment={facts.environment}
      clusters={clusters}
      assumed={!facts.environmentKnown}
      namespace={namespaces.length === 1 ? namespaces[0] : undefined}
      note={note ?? t('path.nothingHasRun')}
    />
  );
}
