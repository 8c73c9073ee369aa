import type { Operation } from '@understudy/plugin-understudy-node';
import { z } from 'zod';
import { maskObject } from '../masking/maskObject';
import { diffObjects } from '../objects/diffObjects';
import { numberAt, objectAt } from '../objects/KubeObject';
import { identityOf } from '../objects/resolveObject';
import { withoutNoise } from '../objects/withoutNoise';
import { kubectl } from './kubectl';
import type { OperationTools } from './OperationTools';
import { clusterName, namespaceName, workloadName } from './schemas';
import { workloadOperation } from './workloadOperation';
import { workloadWarnings } from './workloadWarnings';

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

const input = z.strictObject({
  cluster: clusterName,
  namespace: namespaceName,
  kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']),
  name: workloadName,
});

/** `kubernetes:rollout-restart` */
export function restartOperation(
  tools: OperationTools,
): Operation<z.infer<typeof input>, never> {
  return workloadOperation<z.infer<typeof input>>(tools, {
    id: 'kubernetes:rollout-restart',
    title: 'Restart a workload',
    description:
      'Replaces the pods of a Deployment, StatefulSet or DaemonSet one after the other, as its update strategy says. Use it when pods hang, leak, or must read changed configuration. Pods that crash because of what they run will crash again.',
    verb: 'restart',
    input,
    output: z.never(),
    idempotent: false,
    // The pods that ran are gone; a new template does not bring them back.
    reversible: false,
    tier: 'medium',
    contentType: 'application/strategic-merge-patch+json',
    patch: (_, at) => ({
      spec: { template: { metadata: { annotations: { [RESTARTED_AT]: at } } } },
    }),
    show(wanted, { target, object, after, around, commit }) {
      const annotations = objectAt(
        after,
        'spec',
        'template',
        'metadata',
        'annotations',
      );
      if (annotations) {
        // The run writes its own time, so that this one must not count.
        annotations[RESTARTED_AT] = 'the time of the restart';
      }
      const resource = `${wanted.kind.toLocaleLowerCase('en')}/${wanted.name}`;
      const revision =
        object.metadata.annotations?.['deployment.kubernetes.io/revision'];
      const pods =
        around.observed.pods ?? numberAt(object, 'spec', 'replicas') ?? 0;
      return {
        summary: `restart of ${pods === 1 ? '1 pod' : `${pods} pods`}`,
        changes: diffObjects(
          identityOf(target),
          maskObject(withoutNoise(object), commit),
          maskObject(withoutNoise(after), commit),
        ),
        command: kubectl(wanted, 'rollout', 'restart', resource),
        undoCommand: kubectl(
          wanted,
          'rollout',
          'undo',
          resource,
          ...(revision ? [`--to-revision=${revision}`] : []),
        ),
        outcome:
          around.observed.paused === true
            ? 'No pod is replaced until the rollout is resumed.'
            : 'New pods replace the old ones step by step, as the update strategy says.',
        warnings: workloadWarnings({
          object,
          around,
          field: [
            'f:spec',
            'f:template',
            'f:metadata',
            'f:annotations',
            `f:${RESTARTED_AT}`,
          ],
          endsPods: true,
          startsPods: 0,
          scales: false,
        }),
      };
    },
  });
}
