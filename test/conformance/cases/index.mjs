// @ts-check
import { access, escalation, impersonation, reviews } from './access.mjs';
import { apply } from './apply.mjs';
import { client, definitions } from './client.mjs';
import { discovery } from './discovery.mjs';
import { objects } from './objects.mjs';
import { patches } from './patches.mjs';
import { controllers, cordon, evictions, garbage, pods } from './workloads.mjs';
import { wider } from './wider.mjs';
import { validation } from './validation.mjs';
import { history, lists, representations, watches } from './reading.mjs';
import { dryRun, preconditions } from './safety.mjs';

/** Every case, in the order in which they are reported. */
export const cases = [
  ...discovery,
  ...objects,
  ...patches,
  ...apply,
  ...dryRun,
  ...preconditions,
  ...lists,
  ...watches,
  ...representations,
  ...access,
  ...impersonation,
  ...reviews,
  ...escalation,
  ...validation,
  ...wider,
  ...client,
  ...definitions,
  ...pods,
  ...evictions,
  ...controllers,
  ...garbage,
  ...cordon,
  ...history,
];
