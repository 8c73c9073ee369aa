import { safeText } from '@understudy/plugin-understudy-common';
import { CopyButton } from '../../components/CopyButton';
import { SafeText } from '../SafeText';
import styles from './CommandLine.module.css';

/** A command that does the same by hand, to read and to copy; what is copied is what is shown. */
export function CommandLine(props: { command: string; what: string }) {
  const { command, what } = props;
  return (
    <div className={styles.line}>
      {/* A long command wraps, so nothing of it is hidden before somebody approves it. */}
      <code className={styles.command} aria-label={what}>
        <SafeText text={command} />
      </code>
      <CopyButton text={safeText(command)} what={what} />
    </div>
  );
}
