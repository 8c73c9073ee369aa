import { CopyButton } from '../CopyButton';
import styles from './CopyBlock.module.css';

/** A text to copy, shown as it is. */
export function CopyBlock(props: { text: string; what: string }) {
  const { text, what } = props;
  return (
    <div className={styles.block}>
      {/* Long lines scroll, so people without a mouse must be able to reach the box. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.text} tabIndex={0} aria-label={what}>
        <code>{text}</code>
      </pre>
      <div className={styles.copy}>
        <CopyButton text={text} what={what} />
      </div>
    </div>
  );
}
