import { useRouteRef } from '@backstage/core-plugin-api';
import type { PropsWithChildren } from 'react';
import { ConsolePath } from '../console/ConsolePath';
import { rootRouteRef } from './routes';

/** Says where the console is, by the routes of the old frontend system. */
export function LegacyConsolePath(props: PropsWithChildren<{}>) {
  return (
    <ConsolePath.Provider value={useConsoleRoute()}>
      {props.children}
    </ConsolePath.Provider>
  );
}

function useConsoleRoute(): string {
  try {
    return useRouteRef(rootRouteRef)();
  } catch {
    // The host shows a card and has no console; the usual place says so best.
    return '/understudy';
  }
}
