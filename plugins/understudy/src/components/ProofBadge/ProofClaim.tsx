import {
  RiCheckLine,
  RiCloseCircleLine,
  RiErrorWarningLine,
  RiSubtractLine,
} from '@remixicon/react';
import styles from './ProofBadge.module.css';

const icons = {
  good: RiCheckLine,
  attention: RiErrorWarningLine,
  bad: RiCloseCircleLine,
  neutral: RiSubtractLine,
};

/** One thing that holds or does not, in a sentence of its own. */
export function ProofClaim(props: {
  name: string;
  sentence: string;
  tone: keyof typeof icons;
}) {
  const { name, sentence, tone } = props;
  const Icon = icons[tone];
  return (
    <div className={styles.claim} data-tone={tone}>
      <Icon size={16} aria-hidden="true" />
      <dt>{name}</dt>
      <dd>{sentence}</dd>
    </div>
  );
}
