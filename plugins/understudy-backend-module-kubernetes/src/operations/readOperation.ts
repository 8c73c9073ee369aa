import type { JsonObject } from '@backstage/types';
import type { Target } from '@understudy/plugin-understudy-common';
import type {
  Operation,
  OperationContext,
} from '@understudy/plugin-understudy-node';
import type { ApiResource } from '../client/ApiDirectory';
import type { Ask } from '../clusters/ClusterRunner';
import type { KubernetesCluster } from '../clusters/KubernetesCluster';
import { findResource } from '../objects/resolveObject';
import { checkAccess } from './checkAccess';
import type { OperationTools } from './OperationTools';

/** What is read: one object, or those of a kind. */
export interface ReadInput {
  cluster: string;
  apiVersion: string;
  kind: string;
  namespace?: string;
}

/** How one operation that reads differs from the others. */
export interface ReadOperation<Input extends ReadInput, Output>
  extends Pick<
    Operation<Input, Output>,
    'id' | 'title' | 'description' | 'input' | 'output'
  > {
  right: 'get' | 'list';
  /** What it is about, as the reader sees it. */
  find(
    input: Input,
    cluster: KubernetesCluster,
    signal: AbortSignal,
  ): Promise<Target>;
  /** What it asks the cluster. */
  ask(
    input: Input,
    resource: ApiResource,
  ): Pick<Ask, 'path' | 'query' | 'what'>;
  /** What of the answer is shown. */
  show(
    input: Input,
    answer: JsonObject,
    around: { cluster: KubernetesCluster; context: OperationContext },
  ): Promise<Output>;
}

/**
 * Makes an operation that reads, in the name of the person where the cluster
 * knows people.
 */
export function readOperation<Input extends ReadInput, Output>(
  tools: OperationTools,
  own: ReadOperation<Input, Output>,
): Operation<Input, Output> {
  const { right, find, ask, show, ...declared } = own;
  return {
    ...declared,
    verb: 'read',
    idempotent: true,
    reversible: false,
    tier: 'read',
    sensitivity: ({ kind }) => (kind === 'Secret' ? 'sensitive' : 'plain'),
    async resolve(input, { signal }) {
      return [await find(input, tools.clusters.get(input.cluster), signal)];
    },
    async apply(input, _targets, context) {
      const { signal } = context;
      const cluster = tools.clusters.get(input.cluster);
      const resource = await findResource(cluster, input, {
        signal,
        needsNamespace: right === 'get',
      });
      const answer = await cluster.readAs(
        {
          method: 'GET',
          ...ask(input, resource),
          signal,
          action: `${right} ${resource.resource}`,
        },
        context,
      );
      return show(input, answer, { cluster, context });
    },
    checkAccess: (targets, context) =>
      checkAccess({
        ...tools,
        targets,
        rights: [{ verb: right }],
        reads: true,
        context,
      }),
  };
}
