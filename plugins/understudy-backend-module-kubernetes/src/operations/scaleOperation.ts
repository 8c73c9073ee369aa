import {
  OperationError,
  type Operation,
} from '@understudy/plugin-understudy-node';
import { z } from 'zod';
import { numberAt } from '../objects/KubeObject';
import { identityOf } from '../objects/resolveObject';
import { kubectl } from './kubectl';
import type { OperationTools } from './OperationTools';
import { clusterName, namespaceName, workloadName } from './schemas';
import { workloadOperation } from './workloadOperation';
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

function outcomeOf(before: number, after: number): string {
  if (before === after) {
    return `Nothing changes: there are ${before} replicas already.`;
  }
  const count = Math.abs(after - before);
  const one = count === 1;
  if (after === 0) {
    return `${
      one ? 'The only pod ends' : `All ${count} pods end`
    }, and nothing answers any more.`;
  }
  return after > before
    ? `${
        one ? '1 more pod starts' : `${count} more pods start`
      }, ${after} in all.`
    : `${one ? '1 pod ends' : `${count} pods end`}, and ${after} ${
        after === 1 ? 'stays' : 'stay'
      }.`;
}

/** `kubernetes:scale` */
export function scaleOperation(
  tools: OperationTools,
): Operation<z.infer<typeof input>, never> {
  return workloadOperation<z.infer<typeof input>>(tools, {
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
    subresource: 'scale',
    contentType: 'application/merge-patch+json',
    patch: ({ replicas }) => ({ spec: { replicas } }),
    show(wanted, { target, object, after, around }) {
      const was = numberAt(object, 'spec', 'replicas') ?? 1;
      // A Scale leaves its replicas out where there are none.
      const becomes = numberAt(after, 'spec', 'replicas') ?? 0;
      if (becomes !== wanted.replicas) {
        throw new OperationError(
          'conflict',
          `The cluster ${wanted.cluster} would store ${becomes} replicas and not ${wanted.replicas}: an admission rule changes the number`,
        );
      }
      const command = (replicas: number) =>
        kubectl(
          wanted,
          'scale',
          `${wanted.kind.toLocaleLowerCase('en')}/${wanted.name}`,
          `--replicas=${replicas}`,
        );
      return {
        summary: `replicas ${was} → ${becomes}`,
        changes:
          was === becomes
            ? []
            : [
                {
                  target: identityOf(target),
                  path: '/spec/replicas',
                  before: was,
                  after: becomes,
                },
              ],
        command: command(becomes),
        undoCommand: command(was),
        outcome: outcomeOf(was, becomes),
        warnings: workloadWarnings({
          object,
          around,
          field: ['f:spec', 'f:replicas'],
          endsPods: becomes < was,
          startsPods: Math.max(0, becomes - was),
          scales: true,
        }),
      };
    },
  });
}
