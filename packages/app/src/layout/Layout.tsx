import { SidebarPinStateProvider } from '@backstage/core-components';
import {
  type PropsWithChildren,
  type ReactNode,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useMediaQuery } from './useMediaQuery';
import styles from './Layout.module.css';

const PINNED_KEY = 'understudy:navigation-pinned';

/** Puts the navigation beside the page, or above it below 960 pixels. */
export function Layout(props: PropsWithChildren<{ nav: ReactNode }>) {
  const { nav, children } = props;
  const isMobile = useMediaQuery('(max-width: 959.95px)');
  const [isPinned, setPinned] = useState(
    () => window.localStorage.getItem(PINNED_KEY) !== 'false',
  );
  const content = useRef<HTMLDivElement>(null);
  const pinState = useMemo(
    () => ({
      isPinned,
      isMobile,
      toggleSidebarPinState: () =>
        setPinned(pinned => {
          window.localStorage.setItem(PINNED_KEY, String(!pinned));
          return !pinned;
        }),
    }),
    [isPinned, isMobile],
  );

  return (
    <SidebarPinStateProvider value={pinState}>
      <div
        className={styles.layout}
        data-narrow={isMobile || undefined}
        data-rail={(!isMobile && !isPinned) || undefined}
      >
        <button
          type="button"
          className={styles.skip}
          onClick={() => content.current?.focus()}
        >
          Skip to content
        </button>
        {nav}
        <div ref={content} tabIndex={-1} className={styles.content}>
          {children}
        </div>
      </div>
    </SidebarPinStateProvider>
  );
}
