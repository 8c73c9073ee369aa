import type { JsonObject } from '@backstage/types';
import type { Operation } from '@understudy/plugin-understudy-node';
import { z } from 'zod';
import { pathOf } from '../client/ApiDirectory';
import { maskObject } from '../masking/maskObject';
import { objectAt } from '../objects/KubeObject';
import { resolveObject } from '../objects/resolveObject';
import type { OperationTools } from './OperationTools';
import { readOperation } from './readOperation';
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
  return readOperation(tools, {
    id: 'kubernetes:get',
    title: 'Read an object',
    description:
      'Reads one object of a cluster, of any kind. Use it to see how something is configured and what its status says. Secrets are masked.',
    input,
    output,
    right: 'get',
    async find(address, cluster, signal) {
      const { target } = await resolveObject({
        ...tools,
        cluster,
        address,
        signal,
      });
      return target;
    },
    ask: (address, resource) => ({
      path: pathOf(resource, address),
      what: `${address.kind} ${address.name}`,
    }),
    async show({ kind }, answer, { cluster, context }) {
      const { managedFields, ...metadata } = objectAt(answer, 'metadata') ?? {};
      const { object, masked } = maskObject<JsonObject>(
        { ...answer, metadata },
        tools.commitments.of({
          clusterUid: await cluster.uid(context.signal),
          uid: String(metadata.uid),
        }),
        { kind },
      );
      return { object, masked: [...masked].sort() } as z.infer<typeof output>;
    },
  });
}
