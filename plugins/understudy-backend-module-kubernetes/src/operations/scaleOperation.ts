import {
  previewDigest,
  type PreviewChange,
} from '@understudy/plugin-understudy-common';
import {
  OperationError,
  type Operation,
} from '@understudy/plugin-understudy-node';
import { z } from 'zod';
import { numberAt } from '../objects/KubeObject';
import { observeWorkload } from '../objects/observeWorkload';
import { identityOf, resolveObject } from '../objects/resolveObject';
import { checkAccess } from './checkAccess';
import { dryRun } from './dryRun';
import { kubectl } from './kubectl';
import type { OperationTools } from './OperationTools';
import { clusterName, namespaceName, workloadName } from './schemas';
import { workloadWarnings } from './workloadWarnings';

const MOST_REPLICAS = 10_000;

const input = z.strictObject({
  cluster: clusterName,
  namespace: namespaceName,
  kind: z.enum(['Deployment', 'StatefulSet', 'ReplicaSet']),
  name: workloadName,
  replicas: z
    .int()
    .min(0)
    .max(MOST_REPLICAS)
    .describe('How many pods there shall be'),
});

type ScaleInput = z.infer<typeof input>;

const addressOf = ({ kind, namespace, name }: ScaleInput) => ({
  apiVersion: 'apps/v1',
  kind,
  namespace,
  name,
});

function outcomeOf(before: number, after: number): string {
  if (before === after) {
    return `Nothing changes: there are ${before} replicas already.`;
  }
  const count = Math.abs(after - before);
  const pods = count === 1 ? '1 pod' : `${count} pods`;
  if (after === 0) {
    return `All ${pods} end, and nothing answers any more.`;
  }
  return after > before
    ? `${pods} more start, ${after} in all.`
    : `${pods} end, and ${after} stay.`;
}

/** `kubernetes:scale` */
export function scaleOperation(
  tools: OperationTools,
): Operation<ScaleInput, never> {
  return {
    id: 'kubernetes:scale',
    title: 'Scale a workload',
    description:
      'Sets how many replicas a Deployment, StatefulSet or ReplicaSet has. Use it when load outgrows the pods there are, or to stop a workload with 0. Where an autoscaler manages the replicas, change that instead.',
    verb: 'scale',
    input,
    output: z.never(),
    idempotent: true,
    reversible: true,
    tier: 'medium',
    async resolve(wanted, { signal }) {
      const cluster = tools.clusters.get(wanted.cluster);
      const { target, object } = await resolveObject({
        ...tools,
        cluster,
        address: addressOf(wanted),
        signal,
      });
      const { observed } = await observeWorkload(cluster, object, signal);
      return [{ ...target, observed: { ...target.observed, ...observed } }];
    },
    async preview(wanted, [target], context) {
      const { before, after } = await dryRun({
        ...tools,
        cluster: wanted.cluster,
        address: addressOf(wanted),
        target,
        contentType: 'application/merge-patch+json',
        subresource: 'scale',
        patch: { spec: { replicas: wanted.replicas } },
        context,
      });
      const around = await observeWorkload(
        tools.clusters.get(wanted.cluster),
        before.object,
        context.signal,
      );
      const was = numberAt(before.object, 'spec', 'replicas') ?? 1;
      // A Scale leaves its replicas out where there are none.
      const becomes = numberAt(after, 'spec', 'replicas') ?? 0;
      if (becomes !== wanted.replicas) {
        throw new OperationError(
          'conflict',
          `The cluster ${wanted.cluster} would store ${becomes} replicas and not ${wanted.replicas}: an admission rule changes the number`,
        );
      }
      const changes: PreviewChange[] =
        was === becomes
          ? []
          : [
              {
                target: identityOf(target),
                path: '/spec/replicas',
                before: was,
                after: becomes,
              },
            ];
      const command = (replicas: number) =>
        kubectl(
          wanted,
          'scale',
          `${wanted.kind.toLocaleLowerCase('en')}/${wanted.name}`,
          `--replicas=${replicas}`,
        );
      return {
        at: new Date().toISOString(),
        simulated: false,
        summary: `replicas ${was} → ${becomes}`,
        changes,
        command: command(becomes),
        undoCommand: command(was),
        outcome: outcomeOf(was, becomes),
        warnings: workloadWarnings({
          object: before.object,
          around,
          field: ['f:spec', 'f:replicas'],
          endsPods: becomes < was,
          scales: true,
        }),
        digest: previewDigest(changes, false),
      };
    },
    checkAccess: (targets, context) =>
      checkAccess({
        ...tools,
        targets,
        rights: [{ verb: 'get' }, { verb: 'patch', subresource: 'scale' }],
        reads: false,
        context,
      }),
  };
}
