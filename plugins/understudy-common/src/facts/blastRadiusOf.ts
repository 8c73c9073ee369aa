import { compareText } from '../plans/compareText';
import type { BlastRadius } from './BlastRadius';
import { podsTouched } from './podsTouched';
import type { SeenStep } from './SeenStep';
import { targetKey } from './targetKey';

const NAMESPACE_MOST = 10;
const CLUSTER_MOST = 50;

function inOrder(texts: Iterable<string>): string[] {
  return Array.from(new Set(texts)).sort(compareText);
}

/** What the steps change. What a plan only reads is not counted: nothing happens to it. */
export function blastRadiusOf(
  steps: readonly SeenStep[],
  dependants: readonly string[],
): BlastRadius {
  const reached = steps
    .filter(({ writes }) => writes)
    .flatMap(seen => seen.targets.map(target => ({ seen, target })));
  const pods = new Map<string, number>();
  const places = new Set<string>();
  const clusters = new Set<string>();
  let outside = false;
  for (const { seen, target } of reached) {
    const key = targetKey(target);
    pods.set(key, Math.max(pods.get(key) ?? 0, podsTouched(seen, target)));
    const cluster = `${target.system}\n${target.clusterUid}`;
    clusters.add(cluster);
    places.add(`${cluster}\n${target.namespace ?? ''}`);
    outside ||= target.namespace === undefined;
  }
  const targets = pods.size;
  let scope: BlastRadius['scope'] = 'account';
  if (targets <= NAMESPACE_MOST && places.size <= 1 && !outside) {
    scope = 'namespace';
  } else if (targets <= CLUSTER_MOST && clusters.size <= 1) {
    scope = 'cluster';
  }
  const all = reached.map(({ target }) => target);
  return {
    scope,
    targets,
    pods: Array.from(pods.values()).reduce((sum, count) => sum + count, 0),
    namespaces: inOrder(
      all.flatMap(({ cluster, namespace }) =>
        namespace === undefined ? [] : [`${cluster}/${namespace}`],
      ),
    ),
    clusters: inOrder(all.map(({ cluster }) => cluster)),
    owners: inOrder(all.flatMap(({ observed }) => observed.owners ?? [])),
    selectors: inOrder(all.flatMap(({ observed }) => observed.selectors ?? [])),
    dependants: inOrder(dependants),
  };
}
