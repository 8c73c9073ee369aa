import type { JsonObject } from '@backstage/types';
import type { Target } from '@understudy/plugin-understudy-common';
import {
  OperationError,
  type OperationContext,
} from '@understudy/plugin-understudy-node';
import { pathOf, resourceName } from '../client/ApiDirectory';
import {
  resolveObject,
  type ObjectAddress,
  type ResolvedObject,
} from '../objects/resolveObject';
import type { OperationTools } from './OperationTools';

/** An object whose status flaps may move between the two requests, but not for ever. */
const ATTEMPTS = 5;

/** Whom the API server notes as the manager of what we write. */
const FIELD_MANAGER = 'understudy';

/**
 * Has the API server play a patch without storing it, as the acting identity,
 * on the very version that was read just before.
 */
export async function dryRun(
  options: OperationTools & {
    cluster: string;
    address: ObjectAddress;
    target: Target;
    contentType: string;
    subresource?: string;
    patch: JsonObject;
    context: OperationContext;
  },
): Promise<{ before: ResolvedObject; after: JsonObject }> {
  const { address, target, context } = options;
  const cluster = options.clusters.get(options.cluster);
  for (let attempt = 1; ; attempt++) {
    const before = await resolveObject({
      ...options,
      cluster,
      signal: context.signal,
    });
    const { uid, clusterUid, fingerprint, resourceVersion } = before.target;
    if (uid !== target.uid || clusterUid !== target.clusterUid) {
      throw new OperationError(
        'conflict',
        `${address.kind} ${address.name} is another object of the same name than before. Look at it again, then repeat`,
      );
    }
    if (fingerprint !== target.fingerprint) {
      throw new OperationError(
        'conflict',
        `${address.kind} ${address.name} changed since it was looked at. Look at it again, then repeat`,
      );
    }
    try {
      const after = await cluster.act(
        {
          method: 'PATCH',
          path: pathOf(before.resource, {
            ...address,
            subresource: options.subresource,
          }),
          query: { dryRun: 'All', fieldManager: FIELD_MANAGER },
          contentType: options.contentType,
          body: {
            ...options.patch,
            metadata: { uid, ...(resourceVersion && { resourceVersion }) },
          },
          signal: context.signal,
          what: `${address.kind} ${address.name} in the namespace ${address.namespace}`,
          action: `patch ${resourceName(before.resource, options.subresource)}`,
        },
        context,
      );
      return { before, after };
    } catch (error) {
      const moved =
        error instanceof OperationError && error.kind === 'conflict';
      if (!moved || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}
