import {
  RiCheckLine,
  RiCloseCircleLine,
  RiErrorWarningLine,
  RiInformationLine,
} from '@remixicon/react';
import styles from './StatusChip.module.css';

const icons = {
  good: RiCheckLine,
  attention: RiErrorWarningLine,
  bad: RiCloseCircleLine,
  neutral: RiInformationLine,
};

/** A state in a shape, a word and a colour; the word alone would do. */
export function StatusChip(props: {
  tone: keyof typeof icons;
  children: string;
}) {
  const { tone, children } = props;
  const Icon = icons[tone];
  return (
    <span className={styles.chip} data-tone={tone}>
      <Icon size={14} aria-hidden="true" />
      {children}
    </span>
  );
}
