import type { JsonObject } from '@backstage/types';
import type { TargetObservation } from '@understudy/plugin-understudy-common';
import { OperationError } from '@understudy/plugin-understudy-node';
import { pathOf } from '../client/ApiDirectory';
import type { KubernetesCluster } from '../clusters/KubernetesCluster';
import {
  at,
  listAt,
  mapAt,
  numberAt,
  objectAt,
  textAt,
  type KubeObject,
  type OwnerReference,
} from './KubeObject';
import { quotaLeft } from './quotaLeft';
import { selectorQuery, selects } from './selectors';

const PAGE = '500';
const GENERATIONS = 5;
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadataList;v=1;g=meta.k8s.io,application/json';

/** What stands around a workload. */
export interface Surroundings {
  observed: TargetObservation;
  autoscalers: JsonObject[];
  /** Whether a disruption budget covers its pods; undefined where that could not be seen. */
  budget?: boolean;
}

class Looker {
  readonly incomplete = new Set<string>();
  readonly #cluster: KubernetesCluster;
  readonly #namespace: string;
  readonly #signal: AbortSignal;

  constructor(
    cluster: KubernetesCluster,
    namespace: string,
    signal: AbortSignal,
  ) {
    this.#cluster = cluster;
    this.#namespace = namespace;
    this.#signal = signal;
  }

  /** What the reader may not see, or the cluster does not serve, is left out and named. */
  async list(
    path: string,
    kind: string,
    query: Record<string, string> = {},
  ): Promise<JsonObject | undefined> {
    try {
      const list = await this.#cluster.read({
        method: 'GET',
        path,
        query: { limit: PAGE, ...query },
        ...(kind === 'Pod' && { accept: METADATA_ONLY }),
        signal: this.#signal,
        what: `${kind} in the namespace ${this.#namespace}`,
        action: `list ${kind}`,
      });
      if (kind !== 'Pod' && textAt(list, 'metadata', 'continue')) {
        this.incomplete.add(kind);
      }
      return list;
    } catch (error) {
      this.#passOver(error, kind);
      return undefined;
    }
  }

  async owners(object: KubeObject): Promise<string[]> {
    const found: string[] = [];
    let next = listAt(object, 'metadata', 'ownerReferences');
    for (let depth = 0; next.length > 0 && depth < GENERATIONS; depth++) {
      const parents: JsonObject[] = [];
      for (const owner of next as unknown as OwnerReference[]) {
        found.push(`${owner.kind}/${owner.name}`);
        parents.push(...(await this.#parentsOf(owner)));
      }
      next = parents;
    }
    return [...new Set(found)];
  }

  async #parentsOf(owner: OwnerReference): Promise<JsonObject[]> {
    try {
      const resource = await this.#cluster.directory.find(
        owner.apiVersion,
        owner.kind,
        this.#signal,
      );
      const parent = await this.#cluster.read({
        method: 'GET',
        path: pathOf(resource, {
          name: owner.name,
          ...(resource.namespaced && { namespace: this.#namespace }),
        }),
        signal: this.#signal,
        what: `${owner.kind} ${owner.name}`,
        action: `get ${resource.resource}`,
      });
      return listAt(parent, 'metadata', 'ownerReferences');
    } catch (error) {
      this.#passOver(error, owner.kind);
      return [];
    }
  }

  #passOver(error: unknown, kind: string): void {
    const kinds = ['forbidden', 'not-found', 'invalid'];
    if (error instanceof OperationError && kinds.includes(error.kind)) {
      this.incomplete.add(kind);
      return;
    }
    throw error;
  }
}

function names(kind: string, items: JsonObject[]): string[] {
  return items.map(item => `${kind}/${textAt(item, 'metadata', 'name')}`);
}

/** Looks at what hangs on a workload: pods, owners, and what selects it. */
export async function observeWorkload(
  cluster: KubernetesCluster,
  object: KubeObject,
  signal: AbortSignal,
): Promise<Surroundings> {
  const namespace = object.metadata.namespace!;
  const looker = new Looker(cluster, namespace, signal);
  const within = `/namespaces/${encodeURIComponent(namespace)}`;
  const core = `/api/v1${within}`;
  const template = objectAt(object, 'spec', 'template');
  const labels = mapAt(template, 'metadata', 'labels');
  const selector = at(object, 'spec', 'selector');
  const [services, budgets, scalers, quotas, pods, owners] = await Promise.all([
    looker.list(`${core}/services`, 'Service'),
    looker.list(
      `/apis/policy/v1${within}/poddisruptionbudgets`,
      'PodDisruptionBudget',
    ),
    looker.list(
      `/apis/autoscaling/v2${within}/horizontalpodautoscalers`,
      'HorizontalPodAutoscaler',
    ),
    looker.list(`${core}/resourcequotas`, 'ResourceQuota'),
    looker.list(`${core}/pods`, 'Pod', {
      labelSelector: selectorQuery(selector),
    }),
    looker.owners(object),
  ]);
  const serving = listAt(services, 'items').filter(service => {
    const wanted = Object.entries(mapAt(service, 'spec', 'selector'));
    return (
      wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value)
    );
  });
  const covering = listAt(budgets, 'items').filter(budget =>
    selects(at(budget, 'spec', 'selector'), labels),
  );
  const scaling = listAt(scalers, 'items').filter(
    scaler =>
      textAt(scaler, 'spec', 'scaleTargetRef', 'kind') === object.kind &&
      textAt(scaler, 'spec', 'scaleTargetRef', 'name') === object.metadata.name,
  );
  const podsLeft = quotaLeft(listAt(quotas, 'items'), template);
  const replicas = numberAt(object, 'spec', 'replicas');
  return {
    observed: {
      ...(replicas !== undefined && { replicas }),
      readyReplicas:
        numberAt(object, 'status', 'readyReplicas') ??
        numberAt(object, 'status', 'numberReady') ??
        0,
      paused: at(object, 'spec', 'paused') === true,
      ...(pods && {
        pods:
          listAt(pods, 'items').length +
          (numberAt(pods, 'metadata', 'remainingItemCount') ?? 0),
      }),
      owners,
      selectors: [
        ...names('Service', serving),
        ...names('PodDisruptionBudget', covering),
        ...names('HorizontalPodAutoscaler', scaling),
      ].sort(),
      ...(quotas && { quota: podsLeft === undefined ? {} : { podsLeft } }),
      ...(looker.incomplete.size > 0 && {
        incomplete: [...looker.incomplete].sort(),
      }),
    },
    autoscalers: scaling,
    ...(budgets && { budget: covering.length > 0 }),
  };
}
