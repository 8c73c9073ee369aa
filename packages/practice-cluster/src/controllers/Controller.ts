import { Engine } from '../engine/Engine';
import { SystemClient } from '../engine/SystemClient';
import { StatusError } from '../status/StatusError';
import { Raw } from '../types';

/** Brings the objects of one kind towards what they say, one key at a time. */
export abstract class Controller {
  protected readonly engine: Engine;
  protected readonly client: SystemClient;
  readonly #queued = new Set<string>();

  constructor(engine: Engine, component: string) {
    this.engine = engine;
    this.client = new SystemClient(
      engine,
      component,
      'kube-controller-manager',
    );
  }

  protected abstract reconcile(key: string): void;

  protected now(): number {
    return this.engine.clock.now();
  }

  /** Looks at a key soon, once, however often it is asked for. */
  protected enqueue(key: string, afterMs = 10): void {
    if (afterMs <= 10) {
      if (this.#queued.has(key)) return;
      this.#queued.add(key);
    }
    this.engine.clock.after(afterMs, () => {
      this.#queued.delete(key);
      try {
        this.reconcile(key);
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
        this.enqueue(key, 1000);
      }
    });
  }

  /** Looks at every object of a resource that changes. */
  protected watchOwn(storage: string): void {
    this.engine.store.listen(storage, event =>
      this.enqueue(keyFor(event.object)),
    );
  }

  /** Looks at the controller of every object of a resource that changes. */
  protected watchOwned(storage: string, ownerKind: string): void {
    this.engine.store.listen(storage, event => {
      for (const object of [event.object, event.previous]) {
        const owner = object?.metadata.ownerReferences?.find(
          r => r.controller && r.kind === ownerKind,
        );
        if (owner) this.enqueue(`${object!.metadata.namespace}/${owner.name}`);
      }
    });
  }

  /** The object of a key. */
  protected read(storage: string, key: string): Raw {
    return this.engine.store.get(storage, key);
  }

  /** What an object controls. */
  protected owned(storage: string, owner: Raw): Raw[] {
    return this.engine
      .list(storage, owner.metadata.namespace)
      .filter(o =>
        o.metadata.ownerReferences?.some(
          r => r.controller && r.uid === owner.metadata.uid,
        ),
      );
  }
}

/** The key of an object inside its resource. */
export function keyFor(object: Raw): string {
  return object.metadata.namespace
    ? `${object.metadata.namespace}/${object.metadata.name}`
    : object.metadata.name;
}
