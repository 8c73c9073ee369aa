import { NavLink } from 'react-router-dom';
import styles from './ConsoleTabs.module.css';

/** The pages of the console, where the host does not show them itself. */
export function ConsoleTabs(props: {
  label: string;
  pages: Array<{ href: string; label: string }>;
}) {
  return (
    <nav aria-label={props.label} className={styles.tabs}>
      <ul>
        {props.pages.map(page => (
          <li key={page.href}>
            <NavLink to={page.href}>{page.label}</NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
