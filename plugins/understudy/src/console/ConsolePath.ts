import { createContext } from 'react';

/** Where the console is mounted; each frontend system finds that out in its own way. */
export const ConsolePath = createContext('/understudy');
