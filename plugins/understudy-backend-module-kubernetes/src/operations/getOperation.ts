import type { JsonObject } from '@backstage/types';
import type { Operation } from '@understudy/plugin-understudy-node';
import { z } from 'zod';
import { pathOf } from '../client/ApiDirectory';
import { maskObject } from '../masking/maskObject';
import { objectAt } from '../objects/KubeObject';
import { resolveObject } from '../objects/resolveObject';
import { checkAccess } from './checkAccess';
import type { OperationTools } from './OperationTools';
import {
  apiVersion,
  clusterName,
  kindName,
  namespaceName,
  objectName,
} from './schemas';

const input = z.strictObject({
  cluster: clusterName,
  apiVersion,
  kind: kindName,
  namespace: namespaceName.optional(),
  name: objectName,
});

const output = z.strictObject({
  /** The object, without managed fields and without secrets. */
  object: z.record(z.string(), z.json()),
  /** Where secrets were, as JSON pointers. */
  masked: z.array(z.string()),
});

/** `kubernetes:get` */
export function getOperation(
  tools: OperationTools,
): Operation<z.infer<typeof input>, z.infer<typeof output>> {
  return {
    id: 'kubernetes:get',
    title: 'Read an object',
    description:
      'Reads one object of a cluster, of any kind. Use it to see how something is configured and what its status says. Secrets are masked.',
    verb: 'read',
    input,
    output,
    idempotent: true,
    reversible: false,
    tier: 'read',
    sensitivity: ({ kind }) => (kind === 'Secret' ? 'sensitive' : 'plain'),
    async resolve(address, { signal }) {
      const cluster = tools.clusters.get(address.cluster);
      const { target } = await resolveObject({
        ...tools,
        cluster,
        address,
        signal,
      });
      return [target];
    },
    async apply(address, targets, context) {
      const cluster = tools.clusters.get(address.cluster);
      const resource = await cluster.directory.find(
        address.apiVersion,
        address.kind,
        context.signal,
      );
      const answer = await cluster.readAs(
        {
          method: 'GET',
          path: pathOf(resource, address),
          signal: context.signal,
          what: `${address.kind} ${address.name}`,
          action: `get ${resource.resource}`,
        },
        context,
      );
      const { managedFields, ...metadata } = objectAt(answer, 'metadata') ?? {};
      const { object, masked } = maskObject<JsonObject>(
        { ...answer, metadata },
        tools.commitments.of({
          clusterUid: await cluster.uid(),
          uid: String(metadata.uid ?? targets[0]?.uid),
        }),
        { kind: address.kind },
      );
      return { object, masked: [...masked].sort() } as z.infer<typeof output>;
    },
    checkAccess: (targets, context) =>
      checkAccess({
        ...tools,
        targets,
        rights: [{ verb: 'get' }],
        reads: true,
        context,
      }),
  };
}
