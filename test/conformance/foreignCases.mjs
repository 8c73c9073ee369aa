// @ts-check
const needTokens =
  'alice and bob have no tokens of their own on a foreign cluster: they are impersonated';

/**
 * What cannot run on a cluster of somebody else's, by name and reason.
 *
 * @type {Map<string, string>}
 */
export const notOnForeign = new Map([
  ['access: a token reviewed', needTokens],
  ['impersonation: is not for everybody', needTokens],
  ['impersonation: of certain users by a Role', needTokens],
  [
    'history: a list, a continuation and a watch of what was forgotten',
    'the history of a foreign cluster is not ours to shorten',
  ],
  [
    'cordon: a cordoned node takes no pods',
    'the nodes of a foreign cluster have names of their own',
  ],
  [
    'cordon: a drained node is left by all but its DaemonSets',
    'the nodes of a foreign cluster have names of their own',
  ],
  [
    'controller: a DaemonSet on every node',
    'the nodes of a foreign cluster have names of their own',
  ],
  [
    'pod: is bound by hand',
    'the nodes of a foreign cluster have names of their own',
  ],
]);
