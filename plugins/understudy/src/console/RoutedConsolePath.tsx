import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { PropsWithChildren } from 'react';
import { rootRouteRef } from '../routes';
import { ConsolePath } from './ConsolePath';

/** Says where the console is, by the routes of the new frontend system. */
export function RoutedConsolePath(props: PropsWithChildren<{}>) {
  const path = useRouteRef(rootRouteRef)?.() ?? '/understudy';
  return (
    <ConsolePath.Provider value={path}>{props.children}</ConsolePath.Provider>
  );
}
