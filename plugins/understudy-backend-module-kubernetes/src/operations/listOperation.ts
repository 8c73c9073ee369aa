import type { JsonObject } from '@backstage/types';
import {
  OperationError,
  type Operation,
} from '@understudy/plugin-understudy-node';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { pathOf } from '../client/ApiDirectory';
import { mapAt, listAt, numberAt, textAt } from '../objects/KubeObject';
import { findResource } from '../objects/resolveObject';
import type { OperationTools } from './OperationTools';
import { readOperation } from './readOperation';
import { apiVersion, clusterName, kindName, namespaceName } from './schemas';

const PAGE = 100;
const LARGEST_PAGE = 500;

const selector = z
  .string()
  .max(1000)
  .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII');

const input = z.strictObject({
  cluster: clusterName,
  apiVersion,
  kind: kindName,
  namespace: namespaceName
    .optional()
    .describe('The namespace; all of them where it is left out'),
  labelSelector: selector.optional(),
  fieldSelector: selector.optional(),
  limit: z.int().min(1).max(LARGEST_PAGE).default(PAGE),
  continue: z
    .string()
    .max(4096)
    .regex(/^[\x21-\x7e]+$/)
    .optional()
    .describe('What the page before gave, to go on from there'),
});

const row = z.strictObject({
  namespace: z.string().optional(),
  name: z.string(),
  uid: z.string(),
  created: z.string().optional(),
  labels: z.record(z.string(), z.string()),
  replicas: z.number().optional(),
  ready: z.number().optional(),
  phase: z.string().optional(),
  type: z.string().optional(),
  images: z.array(z.string()).optional(),
});

const output = z.strictObject({
  items: z.array(row),
  continue: z.string().optional(),
  remaining: z.number().optional(),
});

type Row = z.infer<typeof row>;

/** The columns that are shown; what an object holds beside them is dropped at once. */
function project(item: JsonObject): Row {
  const pod = listAt(item, 'spec', 'containers');
  const containers =
    pod.length > 0
      ? pod
      : listAt(item, 'spec', 'template', 'spec', 'containers');
  const columns: Row = {
    namespace: textAt(item, 'metadata', 'namespace'),
    name: textAt(item, 'metadata', 'name') ?? '',
    uid: textAt(item, 'metadata', 'uid') ?? '',
    created: textAt(item, 'metadata', 'creationTimestamp'),
    labels: mapAt(item, 'metadata', 'labels'),
    replicas: numberAt(item, 'spec', 'replicas'),
    ready: numberAt(item, 'status', 'readyReplicas'),
    phase: textAt(item, 'status', 'phase'),
    type: textAt(item, 'type') ?? textAt(item, 'spec', 'type'),
    images:
      containers.length > 0
        ? containers.map(container => textAt(container, 'image') ?? '')
        : undefined,
  };
  return Object.fromEntries(
    Object.entries(columns).filter(([, value]) => value !== undefined),
  ) as Row;
}

/** `kubernetes:list` */
export function listOperation(
  tools: OperationTools,
): Operation<z.infer<typeof input>, z.infer<typeof output>> {
  return readOperation(tools, {
    id: 'kubernetes:list',
    title: 'List objects',
    description:
      'Lists objects of one kind by pages, in one namespace or in all, with their main columns. Use it to find the name of something. What objects hold is not in it.',
    input,
    output,
    right: 'list',
    async find({ namespace, ...wanted }, cluster, signal) {
      await findResource(
        cluster,
        { ...wanted, namespace },
        { signal, needsNamespace: false },
      );
      const clusterUid = await cluster.uid(signal);
      const found = namespace
        ? await cluster.read({
            method: 'GET',
            path: `/api/v1/namespaces/${encodeURIComponent(namespace)}`,
            signal,
            what: `namespace ${namespace}`,
            action: 'get namespaces',
          })
        : undefined;
      const uid = textAt(found, 'metadata', 'uid') ?? clusterUid;
      const kind = `${wanted.apiVersion}/${wanted.kind}`;
      return {
        system: 'kubernetes',
        cluster: cluster.name,
        clusterUid,
        kind,
        ...(namespace && { namespace }),
        name: '*',
        uid,
        // All objects of a kind have nothing in common that could move.
        fingerprint: `sha256:${createHash('sha256')
          .update(JSON.stringify([clusterUid, kind, uid]))
          .digest('hex')}`,
        observed: {},
      };
    },
    ask: (wanted, resource) => ({
      path: pathOf(resource, { namespace: wanted.namespace }),
      query: {
        limit: String(wanted.limit),
        labelSelector: wanted.labelSelector,
        fieldSelector: wanted.fieldSelector,
        continue: wanted.continue,
      },
      what: `${wanted.kind}${
        wanted.namespace ? ` in the namespace ${wanted.namespace}` : ''
      }`,
    }),
    async show({ limit }, list, { cluster }) {
      const items = listAt(list, 'items');
      if (items.length > limit) {
        throw new OperationError(
          'unavailable',
          `The cluster ${cluster.name} gives more than was asked for; it does not page`,
        );
      }
      const next = textAt(list, 'metadata', 'continue');
      const remaining = numberAt(list, 'metadata', 'remainingItemCount');
      return {
        items: items.map(project),
        ...(next && { continue: next }),
        ...(remaining !== undefined && { remaining }),
      };
    },
  });
}
