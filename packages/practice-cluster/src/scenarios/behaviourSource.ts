import { Engine } from '../engine/Engine';
import { Behaviour, BehaviourSource } from '../kubelet/Behaviour';
import { Raw } from '../types';
import { quantityValue } from '../util/quantity';
import {
  BehaviourCondition,
  BehaviourMatch,
  ScenarioBehaviour,
} from './Scenario';

function matches(match: BehaviourMatch, pod: Raw, container: Raw): boolean {
  if (match.namespace && pod.metadata.namespace !== match.namespace)
    return false;
  if (match.container && container.name !== match.container) return false;
  if (match.image) {
    const image: string = container.image ?? '';
    if (
      match.image.endsWith('*')
        ? !image.startsWith(match.image.slice(0, -1))
        : image !== match.image
    )
      return false;
  }
  return Object.entries(match.labels ?? {}).every(
    ([k, v]) => pod.metadata.labels?.[k] === v,
  );
}

function holds(
  when: BehaviourCondition | undefined,
  engine: Engine,
  pod: Raw,
  container: Raw,
): boolean {
  if (!when) return true;
  const { namespace } = pod.metadata;
  if (when.memoryLimitBelow) {
    const limit = container.resources?.limits?.memory;
    if (
      limit === undefined ||
      quantityValue(limit) >= quantityValue(when.memoryLimitBelow)
    )
      return false;
  }
  if (when.envNot) {
    const env = (container.env ?? []).find(
      (e: Raw) => e.name === when.envNot!.name,
    );
    if (env?.value === when.envNot.value) return false;
  }
  if (when.configNot) {
    const map = engine.find(
      'configmaps',
      namespace,
      when.configNot.configMap,
    ) as Raw;
    if (map?.data?.[when.configNot.key] === when.configNot.value) return false;
  }
  if (
    when.secretMissing &&
    engine.find('secrets', namespace, when.secretMissing)
  )
    return false;
  if (when.probePathNot) {
    const probe = container[`${when.probePathNot.probe}Probe`];
    if (!probe || probe.httpGet?.path === when.probePathNot.path) return false;
  }
  return true;
}

/** Turns the parts of a scenario into what the kubelet asks for; the first that fits counts. */
export function behaviourSource(
  engine: Engine,
  behaviours: ScenarioBehaviour[],
): BehaviourSource {
  return (pod, container): Behaviour | undefined => {
    const found = behaviours.find(
      b =>
        matches(b.match, pod, container) &&
        holds(b.when, engine, pod, container),
    );
    return found && { ...found.then, logs: found.then.logs ?? {} };
  };
}
