import type { EnvironmentName } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import styles from './EnvironmentChip.module.css';

/** The name of an environment; production is red and in capitals. */
export function EnvironmentChip(props: { name: EnvironmentName }) {
  const { name } = props;
  const t = useText();
  return (
    <span className={styles.chip} data-environment={name}>
      <span className={styles.dot} aria-hidden="true" />
      {t(`environment.${name}`)}
    </span>
  );
}
