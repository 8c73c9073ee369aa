// @ts-check
const older = '1.33';

/** @type {Record<string, string[]>} */
const byReason = {
  'says more about resources of pods in 1.36': [
    'discovery: OpenAPI v3 tells merge keys and list types',
  ],
  'takes a strange kind of options for its own mistake in 1.33': [
    'objects: options of a deletion that are wrong',
  ],
  'looks at the uid first and at the object second in 1.33': [
    'preconditions: of an update by uid',
  ],
  'lists from its watch cache in 1.36, from etcd in 1.33': [
    'list: a continuation with a resource version',
    'list: a resource version of the future',
  ],
  'has no streaming lists in 1.33': [
    'watch: a version of the future',
    'watch: the initial events end with a bookmark',
    'watch: the initial events of nothing',
  ],
  'describes its columns in other words, or has others': [
    'representation: a table of paused Deployments',
    'representation: a table of NetworkPolicies',
    'representation: a table of ServiceAccounts',
  ],
  'gives no uid with a token in 1.33': [
    'access: a service account by its token',
  ],
  'knows no constrained impersonation in 1.33, and words refusals by the older rights':
    [
      'impersonation: is not for everybody',
      'impersonation: a group without a user',
    ],
  'finds other things wrong, or fewer, or in other words': [
    'escalation: a binding keeps its role',
    'validation: a Service name with a dot',
    'validation: a label that is too long',
    'validation: an owner without a uid',
    'validation: an owner without a kind',
    'validation: an autoscaler without bounds',
    'validation: an autoscaler with bounds turned round',
    'validation: an autoscaler without a target',
    'validation: a definition that is none',
    'validation: the class of a claim stays',
    'definition: its schema refuses',
    'wider: containers that come later',
    'wider: init containers, their names and policies',
  ],
  'speaks of claims of devices in 1.36': [
    'cordon: a cordoned node takes no pods',
  ],
};

/**
 * Where the real versions differ from one another. The practice cluster mirrors
 * the newest; against an older one these are held to their own assertions only.
 * A test sees to it that the real ones do differ there.
 *
 * @type {Array<{ name: string, version: string, reason: string }>}
 */
export const versionDifferences = Object.entries(byReason).flatMap(
  ([reason, names]) => names.map(name => ({ name, version: older, reason })),
);
