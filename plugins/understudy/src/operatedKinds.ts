/**
 * The kinds of entities that somebody operates, in lower case. An API is described rather than
 * run, and a domain holds systems: both have no Operations tab.
 */
export const operatedKinds = ['component', 'resource', 'system'] as const;
