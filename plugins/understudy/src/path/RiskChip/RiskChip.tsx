import type { RiskTier } from '@understudy/plugin-understudy-common';
import {
  RiAlertFill,
  RiArrowDownLine,
  RiEyeLine,
  RiShapeFill,
} from '@remixicon/react';
import { useText } from '../../translation';
import styles from './RiskChip.module.css';

const icons = {
  read: RiEyeLine,
  low: RiArrowDownLine,
  medium: RiShapeFill,
  high: RiAlertFill,
};

/** The risk tier of a plan or a step in a shape, a word and a colour; the word alone would do. */
export function RiskChip(props: { tier: RiskTier; critical?: boolean }) {
  const { tier, critical } = props;
  const t = useText();
  const Icon = icons[tier];
  return (
    <span className={styles.chip} data-tier={tier}>
      <Icon size={13} aria-hidden="true" />
      {t(`path.risk.${tier}`)}
      {critical && `, ${t('path.critical')}`}
    </span>
  );
}
