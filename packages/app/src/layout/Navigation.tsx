import { useSidebarPinState } from '@backstage/core-components';
import type {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import {
  RiCalendarLine,
  RiCheckDoubleLine,
  RiCloseLine,
  RiEyeLine,
  RiFileList3Line,
  RiFlagLine,
  RiListCheck3,
  RiMenuLine,
  RiPulseLine,
  RiShieldCheckLine,
  RiSideBarLine,
} from '@remixicon/react';
import { ApprovalsBadge } from '@understudy/plugin-understudy';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { Mark } from '../brand/Mark';
import { NavigationAccount } from './NavigationAccount';
import { NavigationItem } from './NavigationItem';
import styles from './Navigation.module.css';

/** The navigation of the app: Backstage's pages first, then those of Understudy. */
export function Navigation(props: NavContentComponentProps) {
  const { isMobile, isPinned, toggleSidebarPinState } = useSidebarPinState();
  const [open, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);

  const items = props.navItems.clone();
  const take = (id: string) => items.take(id);
  const known = {
    backstage: [
      take('page:search'),
      take('page:catalog'),
      take('page:api-docs'),
      take('page:scaffolder'),
      take('page:techdocs'),
    ].filter(isItem),
    understudy: take('page:understudy'),
    bottom: [take('page:notifications'), take('page:user-settings')].filter(
      isItem,
    ),
  };
  // A graph without a starting entity has nothing to say; entity pages link to it.
  take('page:catalog-graph');
  const others = items.rest();
  const rail = !isMobile && !isPinned;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      setOpen(false);
      toggle.current?.focus();
    }
  };

  return (
    <div
      className={styles.side}
      data-narrow={isMobile || undefined}
      data-rail={rail || undefined}
      onKeyDown={onKeyDown}
      role="presentation"
    >
      <div className={styles.top}>
        <Link to="/" className={styles.brand} aria-label="Understudy, start">
          <Mark />
          {!rail && <span>Understudy</span>}
        </Link>
        {isMobile ? (
          <button
            ref={toggle}
            type="button"
            className={styles.iconButton}
            aria-expanded={open}
            aria-controls="app-navigation"
            onClick={() => setOpen(!open)}
          >
            {open ? <RiCloseLine size={20} /> : <RiMenuLine size={20} />}
            <span>Menu</span>
          </button>
        ) : (
          <button
            type="button"
            className={styles.iconButton}
            aria-label={isPinned ? 'Collapse navigation' : 'Expand navigation'}
            aria-expanded={isPinned}
            aria-controls="app-navigation"
            onClick={toggleSidebarPinState}
          >
            <RiSideBarLine size={18} />
          </button>
        )}
      </div>
      <nav
        id="app-navigation"
        aria-label="Main"
        className={styles.nav}
        hidden={isMobile && !open}
      >
        <ul>
          {[...known.backstage, ...others].map(item => (
            <NavigationItem
              key={item.href}
              to={item.href}
              icon={item.icon}
              text={item.title}
              rail={rail}
            />
          ))}
        </ul>
        {known.understudy && (
          <>
            <p className={styles.heading} id="navigation-understudy">
              {rail ? <span aria-label="Understudy">·</span> : 'Understudy'}
            </p>
            <ul aria-labelledby="navigation-understudy">
              <NavigationItem
                to={`${known.understudy.href}/overview`}
                icon={<RiEyeLine />}
                text="Overview"
                rail={rail}
              />
              <NavigationItem
                to={`${known.understudy.href}/approvals`}
                icon={<RiCheckDoubleLine />}
                text="Approvals"
                rail={rail}
                badge={<ApprovalsBadge />}
              />
              <NavigationItem
                to={`${known.understudy.href}/plans`}
                icon={<RiListCheck3 />}
                text="Plans"
                rail={rail}
              />
              <NavigationItem
                to={`${known.understudy.href}/policies`}
                icon={<RiShieldCheckLine />}
                text="Policies"
                rail={rail}
              />
              <NavigationItem
                to={`${known.understudy.href}/audit`}
                icon={<RiFileList3Line />}
                text="Audit"
                rail={rail}
              />
              <NavigationItem
                to={`${known.understudy.href}/reviews`}
                icon={<RiFlagLine />}
                text="Reviews"
                rail={rail}
              />
              <NavigationItem
                to={`${known.understudy.href}/summaries`}
                icon={<RiCalendarLine />}
                text="Summaries"
                rail={rail}
              />
              <NavigationItem
                to={`${known.understudy.href}/health`}
                icon={<RiPulseLine />}
                text="Health"
                rail={rail}
              />
            </ul>
          </>
        )}
        <div className={styles.space} />
        <ul>
          {known.bottom.map(item => (
            <NavigationItem
              key={item.href}
              to={item.href}
              icon={item.icon}
              text={item.title}
              rail={rail}
            />
          ))}
        </ul>
        <NavigationAccount rail={rail} />
      </nav>
    </div>
  );
}

function isItem(
  item: NavContentNavItem | undefined,
): item is NavContentNavItem {
  return item !== undefined;
}
