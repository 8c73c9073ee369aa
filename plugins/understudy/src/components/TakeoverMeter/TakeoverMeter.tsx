import {
  takeoverLevelLabel,
  takeoverLevels,
  type TakeoverLevel,
} from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import styles from './TakeoverMeter.module.css';

/** How far an environment lets software go at most: five steps, the forbidden ones striped. */
export function TakeoverMeter(props: { cap: string }) {
  const t = useText();
  const cap = takeoverLevels.find(level => level === props.cap);
  if (!cap) {
    return <span>{t('level.atMost', { level: props.cap })}</span>;
  }
  return (
    <span className={styles.meter}>
      <span className={styles.steps} aria-hidden="true">
        {takeoverLevels.map(level => (
          <span
            key={level}
            className={styles.step}
            data-allowed={isWithin(level, cap) || undefined}
          />
        ))}
      </span>
      <span>
        {t('level.atMost', { level: takeoverLevelLabel(cap) })}
        <span className={styles.word}> · {t(`level.${cap}`)}</span>
      </span>
    </span>
  );
}

function isWithin(level: TakeoverLevel, cap: TakeoverLevel): boolean {
  return takeoverLevels.indexOf(level) <= takeoverLevels.indexOf(cap);
}
