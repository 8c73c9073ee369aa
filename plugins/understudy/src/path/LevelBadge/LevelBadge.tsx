import {
  type TakeoverLevel,
  takeoverLevelLabel,
  takeoverLevels,
} from '@understudy/plugin-understudy-common';
import { formatMoment } from '../../formatMoment';
import { useText } from '../../translation';
import styles from './LevelBadge.module.css';

/** The takeover level in force: how far it is, how far it may go at most, and whether it is raised for a while. */
export function LevelBadge(props: {
  level: TakeoverLevel;
  cap: TakeoverLevel;
  /** Raised for a while. */
  elevated?: { until: string };
}) {
  const { level, cap, elevated } = props;
  const t = useText();
  const inForce = takeoverLevels.indexOf(level);
  const atMost = takeoverLevels.indexOf(cap);
  return (
    <span className={styles.badge} data-elevated={elevated ? '' : undefined}>
      <span className={styles.steps} aria-hidden="true">
        {takeoverLevels.map((each, index) => (
          <span
            key={each}
            className={styles.step}
            data-held={index <= inForce || undefined}
            data-beyond={index > Math.max(atMost, inForce) || undefined}
          />
        ))}
      </span>
      <span>
        <strong>{takeoverLevelLabel(level)}</strong> {t(`level.${level}`)}
        <span className={styles.soft}>
          {' · '}
          {t('level.atMost', { level: takeoverLevelLabel(cap) })}
          {elevated &&
            ` · ${t('path.elevatedUntil', {
              time: formatMoment(elevated.until),
            })}`}
        </span>
      </span>
    </span>
  );
}
