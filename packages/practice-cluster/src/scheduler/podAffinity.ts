import { Raw } from '../types';
import { Neighbours } from './Neighbours';
import { Refusal } from './Refusal';

function termsOf(pod: Raw, kind: 'podAffinity' | 'podAntiAffinity'): Raw[] {
  return (
    pod.spec.affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution ??
    []
  );
}

/** Whether a pod keeps others away or wants them near. */
export function hasPodAffinity(pod: Raw): boolean {
  return (
    termsOf(pod, 'podAffinity').length > 0 ||
    termsOf(pod, 'podAntiAffinity').length > 0
  );
}

/** Whether a pod keeps others away. */
export function keepsOthersAway(pod: Raw): boolean {
  return termsOf(pod, 'podAntiAffinity').length > 0;
}

/** Holds pods together and apart, as they ask for. */
export class PodAffinity {
  readonly #pod: Raw;
  readonly #neighbours: Neighbours;
  readonly #wanted: Raw[];
  readonly #avoided: Raw[];
  /** The pods that every term of the affinity speaks of. */
  readonly #friends: Raw[];

  constructor(pod: Raw, neighbours: Neighbours) {
    this.#pod = pod;
    this.#neighbours = neighbours;
    this.#wanted = termsOf(pod, 'podAffinity');
    this.#avoided = termsOf(pod, 'podAntiAffinity');
    this.#friends =
      this.#wanted.length > 0
        ? neighbours.pods.filter(other => this.#isFriend(other))
        : [];
  }

  refusal(node: Raw): Refusal | undefined {
    if (!this.#isNearFriends(node))
      return {
        reasons: ["node(s) didn't match pod affinity rules"],
        othersInTheWay: false,
      };
    if (this.#avoided.some(term => this.#stands(term, node)))
      return {
        reasons: ["node(s) didn't match pod anti-affinity rules"],
        othersInTheWay: true,
      };
    if (this.#neighbours.pods.some(other => this.#isAvoidedBy(other, node)))
      return {
        reasons: ["node(s) didn't satisfy existing pods anti-affinity rules"],
        othersInTheWay: true,
      };
    return undefined;
  }

  #isFriend(other: Raw): boolean {
    return this.#wanted.every(term =>
      this.#neighbours.speaksOf(term, this.#pod, other),
    );
  }

  #isNearFriends(node: Raw): boolean {
    const near = this.#wanted.every(({ topologyKey }) => {
      const domain = node.metadata.labels?.[topologyKey];
      return (
        domain !== undefined &&
        this.#friends.some(
          f => this.#neighbours.domainOf(f, topologyKey) === domain,
        )
      );
    });
    if (near) return true;
    // The first of a group that wants to stay together has nobody to join.
    return (
      this.#friends.length === 0 &&
      this.#isFriend(this.#pod) &&
      this.#wanted.every(
        ({ topologyKey }) => node.metadata.labels?.[topologyKey] !== undefined,
      )
    );
  }

  #stands(term: Raw, node: Raw): boolean {
    const domain = node.metadata.labels?.[term.topologyKey];
    return (
      domain !== undefined &&
      this.#neighbours.pods.some(
        other =>
          this.#neighbours.domainOf(other, term.topologyKey) === domain &&
          this.#neighbours.speaksOf(term, this.#pod, other),
      )
    );
  }

  #isAvoidedBy(other: Raw, node: Raw): boolean {
    return termsOf(other, 'podAntiAffinity').some(term => {
      const domain = node.metadata.labels?.[term.topologyKey];
      return (
        domain !== undefined &&
        this.#neighbours.domainOf(other, term.topologyKey) === domain &&
        this.#neighbours.speaksOf(term, other, this.#pod)
      );
    });
  }
}
