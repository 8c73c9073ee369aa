import type { PropsWithChildren } from 'react';
import { PolicyStopped } from '../policies/PolicyStopped';
import styles from './ConsoleFrame.module.css';

/** What stands on every page of the console: whether writes are stopped, and then the page. */
export function ConsoleFrame(props: PropsWithChildren<{}>) {
  return (
    <>
      <PolicyStopped className={styles.stopped} />
      {props.children}
    </>
  );
}
