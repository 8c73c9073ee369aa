import { covers } from '../controllers/DisruptionController';
import { isReady } from '../controllers/pods';
import { deleteObject } from '../api/remove';
import { ResourceDef } from '../registry/ResourceDef';
import { checkKind } from '../api/decodeBody';
import { badRequest, plainError } from '../status/errors';
import { StatusError } from '../status/StatusError';
import { Raw } from '../types';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { findNamed } from './handleRead';
import { Body, isEmptyBody, parseObject } from './readBody';
import { respondJson } from './respond';
import { writeOptionsOf } from './writeOptions';

const PDB = 'poddisruptionbudgets.policy';

function tooMany(message: string, cause: string): StatusError {
  return new StatusError(
    429,
    'TooManyRequests',
    "Cannot evict pod as it would violate the pod's disruption budget.",
    {
      causes: [{ reason: 'DisruptionBudget', message: cause }],
      ...(message ? {} : {}),
    },
  );
}

/** Asks a pod to go, if the budgets allow it. */
export function handleEviction(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body,
): void {
  const { engine } = context;
  const eviction = isEmptyBody(body) ? {} : parseObject(body);
  checkKind(eviction, { apiVersion: 'policy/v1', kind: 'Eviction' });
  const options = writeOptionsOf(exchange, 'CreateOptions');
  const { name } = exchange.info;
  if (eviction.metadata?.name && eviction.metadata.name !== name)
    throw badRequest('name in URL does not match name in Eviction object');
  const pod: Raw = findNamed(context, def, exchange);
  const dryRun =
    options.dryRun || (eviction.deleteOptions?.dryRun ?? []).includes('All');
  const terminal =
    ['Succeeded', 'Failed', 'Pending'].includes(pod.status?.phase) ||
    pod.metadata.deletionTimestamp;
  if (!terminal) {
    const budgets = (engine.list(PDB, pod.metadata.namespace) as Raw[]).filter(
      b => covers(b, pod),
    );
    if (budgets.length > 1) {
      throw plainError(
        500,
        'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
      );
    }
    const [budget] = budgets;
    const free =
      budget &&
      !isReady(pod) &&
      ((budget.status?.currentHealthy ?? 0) >=
        (budget.status?.desiredHealthy ?? 0) ||
        budget.spec.unhealthyPodEvictionPolicy === 'AlwaysAllow');
    if (budget && !free) {
      const status = budget.status ?? {};
      if (
        (status.observedGeneration ?? 0) < (budget.metadata.generation ?? 0)
      ) {
        throw new StatusError(
          429,
          'TooManyRequests',
          "Cannot evict pod as it would violate the pod's disruption budget.",
          {
            causes: [
              {
                reason: 'DisruptionBudget',
                message: `The disruption budget ${budget.metadata.name} is still being processed by the server.`,
              },
            ],
            retryAfterSeconds: 10,
          },
        );
      }
      if ((status.disruptionsAllowed ?? 0) <= 0) {
        throw tooMany(
          '',
          `The disruption budget ${budget.metadata.name} needs ${
            status.desiredHealthy ?? 0
          } healthy pods and has ${status.currentHealthy ?? 0} currently`,
        );
      }
      if (!dryRun) {
        engine.store.put(
          PDB,
          `${budget.metadata.namespace}/${budget.metadata.name}`,
          {
            ...budget,
            status: {
              ...status,
              disruptionsAllowed: status.disruptionsAllowed - 1,
            },
          },
        );
      }
    }
  }
  deleteObject(engine, def, pod as never, eviction.deleteOptions ?? {}, {
    dryRun,
  });
  respondJson(exchange, 201, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 201,
  });
}
