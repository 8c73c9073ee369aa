import { Raw } from '../types';
import { selectorMatches } from '../validation/selector';
import { Neighbours } from './Neighbours';
import { matchesNode } from './nodeAffinity';
import { Refusal } from './Refusal';
import { tolerates } from './tolerates';

const WHY = "node(s) didn't match pod topology spread constraints";

/** The constraints of a pod that keep it off a node. */
export function spreadConstraints(pod: Raw): Raw[] {
  return (pod.spec.topologySpreadConstraints ?? []).filter(
    (c: Raw) => c.whenUnsatisfiable === 'DoNotSchedule',
  );
}

/** Keeps pods that are alike evenly spread. */
export class TopologySpread {
  readonly #pod: Raw;
  readonly #counts: { constraint: Raw; domains: Map<string, number> }[];

  constructor(pod: Raw, neighbours: Neighbours) {
    this.#pod = pod;
    const constraints = spreadConstraints(pod);
    const eligible = (node: Raw, constraint: Raw) =>
      constraints.every(
        c => node.metadata.labels?.[c.topologyKey] !== undefined,
      ) &&
      (constraint.nodeAffinityPolicy === 'Ignore' || matchesNode(pod, node)) &&
      (constraint.nodeTaintsPolicy !== 'Honor' ||
        (node.spec?.taints ?? []).every(
          (t: Raw) => t.effect === 'PreferNoSchedule' || tolerates(pod, t),
        ));
    this.#counts = constraints.map(constraint => {
      const nodes = neighbours.nodes.filter(n => eligible(n, constraint));
      const domains = new Map<string, number>(
        nodes.map(n => [n.metadata.labels[constraint.topologyKey], 0]),
      );
      const names = new Set(nodes.map(n => n.metadata.name));
      for (const other of neighbours.pods) {
        if (
          !names.has(other.spec.nodeName) ||
          other.metadata.deletionTimestamp ||
          other.metadata.namespace !== pod.metadata.namespace ||
          !this.#counted(constraint, other)
        )
          continue;
        const domain = neighbours.domainOf(other, constraint.topologyKey)!;
        domains.set(domain, domains.get(domain)! + 1);
      }
      return { constraint, domains };
    });
  }

  refusal(node: Raw): Refusal | undefined {
    for (const { constraint, domains } of this.#counts) {
      const domain = node.metadata.labels?.[constraint.topologyKey];
      if (domain === undefined)
        return {
          reasons: [`${WHY} (missing required label)`],
          othersInTheWay: false,
        };
      const least =
        domains.size < (constraint.minDomains ?? 1)
          ? 0
          : Math.min(...domains.values());
      const self = this.#counted(constraint, this.#pod) ? 1 : 0;
      if ((domains.get(domain) ?? 0) + self - least > constraint.maxSkew)
        return { reasons: [WHY], othersInTheWay: true };
    }
    return undefined;
  }

  #counted(constraint: Raw, other: Raw): boolean {
    return (
      Boolean(constraint.labelSelector) &&
      selectorMatches(constraint.labelSelector, other.metadata.labels ?? {}) &&
      (constraint.matchLabelKeys ?? []).every(
        (key: string) =>
          this.#pod.metadata.labels?.[key] === other.metadata.labels?.[key],
      )
    );
  }
}
