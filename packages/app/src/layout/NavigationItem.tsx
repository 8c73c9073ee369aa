import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import styles from './Navigation.module.css';

/** One line of the navigation; in the narrow rail its text becomes the tooltip. */
export function NavigationItem(props: {
  to: string;
  icon: ReactNode;
  text: string;
  rail: boolean;
  /** A number that waits, or nothing. */
  badge?: ReactNode;
}) {
  const { to, icon, text, rail, badge } = props;
  return (
    <li>
      <NavLink to={to} className={styles.item} title={rail ? text : undefined}>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        <span className={styles.text}>{text}</span>
        {badge && <span className={styles.badge}>{badge}</span>}
      </NavLink>
    </li>
  );
}
