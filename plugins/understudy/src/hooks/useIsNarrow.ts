import { useSyncExternalStore } from 'react';

const QUERY = '(max-width: 720px)';

function subscribe(changed: () => void) {
  const media = window.matchMedia?.(QUERY);
  media?.addEventListener?.('change', changed);
  return () => media?.removeEventListener?.('change', changed);
}

/** Whether the window is too narrow for a table. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia?.(QUERY)?.matches ?? false,
  );
}
