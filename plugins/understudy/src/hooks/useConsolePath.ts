import { useContext } from 'react';
import { ConsolePath } from '../console/ConsolePath';

/** Where the console is mounted, for links from other pages of the host. */
export function useConsolePath(): string {
  return useContext(ConsolePath);
}
