import { previewDigest } from '@understudy/plugin-understudy-common';
import type { Operation } from '@understudy/plugin-understudy-node';
import { z } from 'zod';
import { maskObject } from '../masking/maskObject';
import { diffObjects } from '../objects/diffObjects';
import { numberAt, objectAt } from '../objects/KubeObject';
import { observeWorkload } from '../objects/observeWorkload';
import { identityOf, resolveObject } from '../objects/resolveObject';
import { withoutNoise } from '../objects/withoutNoise';
import { checkAccess } from './checkAccess';
import { dryRun } from './dryRun';
import { kubectl } from './kubectl';
import type { OperationTools } from './OperationTools';
import { clusterName, namespaceName, workloadName } from './schemas';
import { workloadWarnings } from './workloadWarnings';

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

const input = z.strictObject({
  cluster: clusterName,
  namespace: namespaceName,
  kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']),
  name: workloadName,
});

type RestartInput = z.infer<typeof input>;

const addressOf = ({ kind, namespace, name }: RestartInput) => ({
  apiVersion: 'apps/v1',
  kind,
  namespace,
  name,
});

/** `kubernetes:rollout-restart` */
export function restartOperation(
  tools: OperationTools,
): Operation<RestartInput, never> {
  return {
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
      const now = new Date().toISOString();
      const { before, after } = await dryRun({
        ...tools,
        cluster: wanted.cluster,
        address: addressOf(wanted),
        target,
        contentType: 'application/strategic-merge-patch+json',
        patch: {
          spec: {
            template: { metadata: { annotations: { [RESTARTED_AT]: now } } },
          },
        },
        context,
      });
      const { object } = before;
      const around = await observeWorkload(
        tools.clusters.get(wanted.cluster),
        object,
        context.signal,
      );
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
      const commit = tools.commitments.of(target);
      const changes = diffObjects(
        identityOf(target),
        maskObject(withoutNoise(object), commit),
        maskObject(withoutNoise(after), commit),
      );
      const resource = `${wanted.kind.toLocaleLowerCase('en')}/${wanted.name}`;
      const revision =
        object.metadata.annotations?.['deployment.kubernetes.io/revision'];
      const pods =
        around.observed.pods ?? numberAt(object, 'spec', 'replicas') ?? 0;
      return {
        at: now,
        simulated: false,
        summary: `restart of ${pods === 1 ? '1 pod' : `${pods} pods`}`,
        changes,
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
          scales: false,
        }),
        digest: previewDigest(changes, false),
      };
    },
    checkAccess: (targets, context) =>
      checkAccess({
        ...tools,
        targets,
        rights: [{ verb: 'get' }, { verb: 'patch' }],
        reads: false,
        context,
      }),
  };
}
