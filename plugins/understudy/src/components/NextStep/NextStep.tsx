import { Text } from '@backstage/ui';
import type { EntityOperations } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import { CopyBlock } from '../CopyBlock';
import { Section } from '../Section';
import { StepLink } from '../StepLink';
import styles from './NextStep.module.css';

/** The one thing to do next for an entity, why, and something to copy for it. */
export function NextStep(props: { step: EntityOperations['nextStep'] }) {
  const { step } = props;
  const t = useText();
  return (
    <Section kind={t('operations.nextStep')} title={step.title} spot>
      <div className={styles.step}>
        <Text as="p">{step.why}</Text>
        {step.example && (
          <CopyBlock text={step.example} what={t('operations.exampleFor')} />
        )}
        {step.link && <StepLink href={step.link} about={step.title} />}
      </div>
    </Section>
  );
}
