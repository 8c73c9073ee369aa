import type { JsonObject } from '@backstage/types';
import {
  previewDigest,
  type StepPreview,
  type Target,
} from '@understudy/plugin-understudy-common';
import type { Operation } from '@understudy/plugin-understudy-node';
import type { Commit } from '../masking/SecretCommitments';
import type { KubeObject } from '../objects/KubeObject';
import { observeWorkload, type Surroundings } from '../objects/observeWorkload';
import { resolveObject } from '../objects/resolveObject';
import { checkAccess } from './checkAccess';
import { dryRun } from './dryRun';
import type { OperationTools } from './OperationTools';

/** Which workload is meant. */
export interface WorkloadInput {
  cluster: string;
  namespace: string;
  kind: string;
  name: string;
}

/** What a dry run showed. */
export interface TriedWorkload {
  target: Target;
  object: KubeObject;
  /** What the API server would answer: the object, or its subresource. */
  after: JsonObject;
  around: Surroundings;
  commit: Commit;
}

type Named = 'id' | 'title' | 'description' | 'verb' | 'idempotent';
type Judged = 'reversible' | 'tier';

/** How one operation on workloads differs from the others. */
export interface WorkloadOperation<Input extends WorkloadInput>
  extends Pick<Operation<Input, never>, Named | Judged | 'input' | 'output'> {
  /** What it patches; the object itself if not given. */
  subresource?: string;
  contentType: string;
  /** The patch at a moment. */
  patch(input: Input, at: string): JsonObject;
  /** What people see of it. Throws where the server would store something else. */
  show(
    input: Input,
    tried: TriedWorkload,
  ): Omit<StepPreview, 'at' | 'simulated' | 'digest'>;
}

/**
 * Makes an operation that patches a workload: found live with what hangs on it,
 * previewed by the API server's own dry run, reviewed for `get` and `patch`.
 */
export function workloadOperation<Input extends WorkloadInput>(
  tools: OperationTools,
  own: WorkloadOperation<Input>,
): Operation<Input, never> {
  const { subresource, contentType, patch, show, ...declared } = own;
  const addressOf = ({ kind, namespace, name }: Input) => ({
    apiVersion: 'apps/v1',
    kind,
    namespace,
    name,
  });
  return {
    ...declared,
    async resolve(input, { signal }) {
      const cluster = tools.clusters.get(input.cluster);
      const { target, object } = await resolveObject({
        ...tools,
        cluster,
        address: addressOf(input),
        signal,
      });
      const { observed } = await observeWorkload(cluster, object, signal);
      return [{ ...target, observed: { ...target.observed, ...observed } }];
    },
    async preview(input, [target], context) {
      const at = new Date().toISOString();
      const { before, after } = await dryRun({
        ...tools,
        cluster: input.cluster,
        address: addressOf(input),
        target,
        contentType,
        subresource,
        patch: patch(input, at),
        context,
      });
      const around = await observeWorkload(
        tools.clusters.get(input.cluster),
        before.object,
        context.signal,
      );
      const shown = show(input, {
        target,
        object: before.object,
        after,
        around,
        commit: tools.commitments.of(target),
      });
      return {
        at,
        simulated: false,
        ...shown,
        digest: previewDigest(shown.changes, false),
      };
    },
    checkAccess: (targets, context) =>
      checkAccess({
        ...tools,
        targets,
        rights: [
          { verb: 'get' },
          { verb: 'patch', ...(subresource && { subresource }) },
        ],
        reads: false,
        context,
      }),
  };
}
