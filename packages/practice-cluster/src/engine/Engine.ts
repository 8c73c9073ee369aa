import { Registry } from '../registry/Registry';
import { StrategyContext } from '../registry/Strategy';
import { Store } from '../store/Store';
import { KubeObject } from '../types';
import { Random } from '../util/random';
import { SimClock } from '../util/SimClock';

/** What a cluster is made of. */
export interface EngineOptions {
  name: string;
  seed: number | string;
  speed?: number;
  startAt?: number;
}

/** The heart of one practice cluster: its objects, its kinds, its time and its chance. */
export class Engine {
  readonly name: string;
  readonly store = new Store();
  readonly registry = new Registry();
  readonly clock: SimClock;
  readonly random: Random;

  constructor(options: EngineOptions) {
    this.name = options.name;
    this.clock = new SimClock({
      speed: options.speed,
      startAt: options.startAt,
    });
    this.random = new Random(options.seed);
    this.store.listen('customresourcedefinitions.apiextensions.k8s.io', () => {
      this.registry.setDefinitions([
        ...this.store.values('customresourcedefinitions.apiextensions.k8s.io'),
      ]);
    });
  }

  find(
    storage: string,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    return this.store.get(storage, namespace ? `${namespace}/${name}` : name);
  }

  list(storage: string, namespace?: string): KubeObject[] {
    const out: KubeObject[] = [];
    for (const object of this.store.values(storage)) {
      if (namespace === undefined || object.metadata.namespace === namespace)
        out.push(object);
    }
    return out;
  }

  strategyContext(warnings: string[]): StrategyContext {
    return {
      now: this.clock.now(),
      find: (storage, namespace, name) => this.find(storage, namespace, name),
      list: (storage, namespace) => this.list(storage, namespace),
      random: this.random,
      warn: message => warnings.push(message),
    };
  }
}
