import {
  BreadcrumbEntry,
  type PageLayoutProps,
  useBreadcrumbEntries,
} from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { NavLink, useResolvedPath } from 'react-router-dom';
import styles from './PageLayout.module.css';

/**
 * The frame of a page. It is Backstage's own, except that pages within a page are links in a
 * navigation: the tabs of `PluginHeader` in 0.18 point at panels that do not exist, which breaks
 * them for people who use a screen reader.
 */
export function PageLayout(props: PageLayoutProps) {
  const { title, icon, noHeader, titleLink, headerActions, tabs, children } =
    props;
  const root = useResolvedPath('.').pathname.replace(/\/$/, '');
  const { items: breadcrumbs } = useBreadcrumbEntries();
  if (noHeader) {
    return <>{children}</>;
  }
  const content = (
    <>
      <PluginHeader
        className={tabs ? styles.header : undefined}
        title={title}
        icon={icon}
        titleLink={titleLink}
        breadcrumbs={breadcrumbs}
        customActions={headerActions}
      />
      {tabs && (
        <nav aria-label={title} className={styles.tabs}>
          <ul>
            {tabs.map(tab => (
              <li key={tab.id}>
                <NavLink
                  to={
                    tab.href.startsWith('/') ? tab.href : `${root}/${tab.href}`
                  }
                >
                  {tab.label}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {children}
    </>
  );
  if (!title) {
    return content;
  }
  return (
    <BreadcrumbEntry entry={{ label: title, href: titleLink ?? (root || '/') }}>
      {content}
    </BreadcrumbEntry>
  );
}
