import type { TargetObservation } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import type { Target } from '../PathTypes';
import { SafeText } from '../SafeText';
import styles from './TargetLine.module.css';

/** One live object that a step touches: what it is, where it is, and what was seen of it. */
export function TargetLine(props: { target: Target }) {
  const { target } = props;
  const t = useText();
  const seen = target.observed as TargetObservation;
  const facts = [
    seen.replicas !== undefined &&
      t('path.replicasReady', {
        ready: String(seen.readyReplicas ?? 0),
        replicas: String(seen.replicas),
      }),
    seen.paused && t('path.paused'),
    seen.unschedulable && t('path.cordoned'),
    seen.managedBy && t('path.managedBy', { name: seen.managedBy }),
  ];
  return (
    <div className={styles.target}>
      <span className={styles.name}>
        <span className={styles.soft}>{target.kind.split('/').pop()}</span>{' '}
        <strong>
          <SafeText text={target.name} />
        </strong>
      </span>
      <span className={styles.soft}>
        <SafeText
          text={[
            t('path.cluster', { name: target.cluster }),
            target.namespace &&
              t('environment.namespace', { name: target.namespace }),
            ...facts,
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      </span>
      <code className={styles.uid} title={`uid ${target.uid}`}>
        {target.uid.slice(0, 8)}
      </code>
    </div>
  );
}
