import { Raw } from '../types';
import { selectorMatches } from '../validation/selector';

/** The pods that stand somewhere already, and the nodes they stand on, as one pod sees them. */
export class Neighbours {
  readonly #nodes: Map<string, Raw>;
  readonly #namespaces: () => Raw[];
  /** Pods that have a node and have not come to their end. */
  readonly pods: Raw[];

  constructor(nodes: Raw[], pods: Raw[], namespaces: () => Raw[]) {
    this.#nodes = new Map(nodes.map(n => [n.metadata.name, n]));
    this.#namespaces = namespaces;
    this.pods = pods.filter(
      p =>
        p.spec.nodeName &&
        p.status?.phase !== 'Succeeded' &&
        p.status?.phase !== 'Failed',
    );
  }

  get nodes(): Raw[] {
    return [...this.#nodes.values()];
  }

  /** What the node of a pod is called in a topology. */
  domainOf(pod: Raw, topologyKey: string): string | undefined {
    return this.#nodes.get(pod.spec.nodeName)?.metadata.labels?.[topologyKey];
  }

  /** Whether an affinity term of one pod speaks of another. */
  speaksOf(term: Raw, owner: Raw, other: Raw): boolean {
    if (!term.labelSelector) return false;
    return (
      this.#namespacesOf(term, owner).has(other.metadata.namespace) &&
      selectorMatches(term.labelSelector, other.metadata.labels ?? {}) &&
      (term.matchLabelKeys ?? []).every(
        (key: string) =>
          owner.metadata.labels?.[key] === other.metadata.labels?.[key],
      )
    );
  }

  #namespacesOf(term: Raw, owner: Raw): Set<string> {
    const names: string[] = term.namespaces ?? [];
    if (!term.namespaceSelector)
      return new Set(names.length > 0 ? names : [owner.metadata.namespace]);
    const selected = this.#namespaces()
      .filter(n =>
        selectorMatches(term.namespaceSelector, n.metadata.labels ?? {}),
      )
      .map(n => n.metadata.name);
    return new Set([...names, ...selected]);
  }
}
