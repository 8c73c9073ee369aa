import { safeText } from '@understudy/plugin-understudy-common';
import { Fragment } from 'react';
import styles from './SafeText.module.css';

const VISIBLE = /(‹U\+[0-9A-F]{4,6}›)/;

/** Words from outside: what would be invisible or turn the line around is written out and marked. */
export function SafeText(props: {
  text: string;
  /** Whether lines may end; elsewhere the end of one is written out, too. */
  multiline?: boolean;
}) {
  const { text, multiline } = props;
  const safe = safeText(text, { multiline });
  return (
    <>
      {safe.split(VISIBLE).map((part, index) =>
        VISIBLE.test(part) ? (
          <mark key={index} className={styles.mark} dir="ltr">
            {part}
          </mark>
        ) : (
          <Fragment key={index}>{part}</Fragment>
        ),
      )}
    </>
  );
}
