import { KubeObject } from '../types';

/** What happened to an object. */
export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
  previous?: KubeObject;
  version: number;
}

/** Is called with every change of one resource. */
export type StoreListener = (event: StoreEvent) => void;

interface Bucket {
  objects: Map<string, KubeObject>;
  sortedKeys: string[] | undefined;
  log: StoreEvent[];
  /** Changes up to this version are no longer in the log. */
  trimmedTo: number;
  listeners: Set<StoreListener>;
}

const LOG_LENGTH = 1000;

/** Metadata of a version, in the order in which the real server writes it. */
function versioned(
  metadata: KubeObject['metadata'],
  resourceVersion: string,
): KubeObject['metadata'] {
  if (metadata.resourceVersion !== undefined)
    return { ...metadata, resourceVersion };
  const { name, generateName, namespace, uid, ...rest } = metadata;
  return {
    name,
    ...(generateName === undefined ? {} : { generateName }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(uid === undefined ? {} : { uid }),
    resourceVersion,
    ...rest,
  };
}

/**
 * Objects by resource and key with one counter of versions, as etcd keeps them. Stored objects are never
 * changed, only replaced.
 */
export class Store {
  readonly #buckets = new Map<string, Bucket>();
  readonly #anyListeners = new Set<
    (resource: string, event: StoreEvent) => void
  >();
  #version = 1;
  #compactedTo = 0;

  /** The version of the latest change. */
  get version(): number {
    return this.#version;
  }

  get(resource: string, key: string): KubeObject | undefined {
    return this.#bucket(resource).objects.get(key);
  }

  /** All keys of a resource in order. */
  keys(resource: string): string[] {
    const bucket = this.#bucket(resource);
    bucket.sortedKeys ??= [...bucket.objects.keys()].sort();
    return bucket.sortedKeys;
  }

  /** Objects in no particular order. */
  values(resource: string): Iterable<KubeObject> {
    return this.#bucket(resource).objects.values();
  }

  count(resource: string): number {
    return this.#bucket(resource).objects.size;
  }

  /** Stores an object under the next version, which is written into it. */
  put(resource: string, key: string, object: KubeObject): KubeObject {
    const bucket = this.#bucket(resource);
    const previous = bucket.objects.get(key);
    const version = ++this.#version;
    const stored: KubeObject = {
      ...object,
      metadata: versioned(object.metadata, String(version)),
    };
    bucket.objects.set(key, stored);
    if (!previous) bucket.sortedKeys = undefined;
    this.#record(resource, bucket, {
      type: previous ? 'MODIFIED' : 'ADDED',
      object: stored,
      previous,
      version,
    });
    return stored;
  }

  /** Removes an object; the last state is reported with the version of its removal. */
  remove(
    resource: string,
    key: string,
    last?: KubeObject,
  ): KubeObject | undefined {
    const bucket = this.#bucket(resource);
    const previous = bucket.objects.get(key);
    if (!previous) return undefined;
    const version = ++this.#version;
    bucket.objects.delete(key);
    bucket.sortedKeys = undefined;
    const final = last ?? previous;
    const object: KubeObject = {
      ...final,
      metadata: { ...final.metadata, resourceVersion: String(version) },
    };
    this.#record(resource, bucket, {
      type: 'DELETED',
      object,
      previous,
      version,
    });
    return object;
  }

  /** The changes after a version, undefined if they are no longer known. */
  since(resource: string, version: number): StoreEvent[] | undefined {
    const bucket = this.#bucket(resource);
    if (version < Math.max(bucket.trimmedTo, this.#compactedTo))
      return undefined;
    let low = 0;
    let high = bucket.log.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (bucket.log[mid].version <= version) low = mid + 1;
      else high = mid;
    }
    return bucket.log.slice(low);
  }

  /** The objects of a resource as they were at a version, undefined if that is no longer known. */
  at(resource: string, version: number): Map<string, KubeObject> | undefined {
    const events = this.since(resource, version);
    if (!events) return undefined;
    const objects = new Map(this.#bucket(resource).objects);
    for (const event of [...events].reverse()) {
      const key = keyOf(event.object);
      if (event.previous) objects.set(key, event.previous);
      else objects.delete(key);
    }
    return objects;
  }

  /** The oldest version from which changes of a resource are known. */
  oldestVersion(resource: string): number {
    return Math.max(this.#bucket(resource).trimmedTo, this.#compactedTo);
  }

  /** Forgets the history up to now, as etcd's compaction does. */
  compact(): void {
    this.#compactedTo = this.#version;
    for (const bucket of this.#buckets.values()) bucket.log.length = 0;
  }

  listen(resource: string, listener: StoreListener): () => void {
    const { listeners } = this.#bucket(resource);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  listenAll(
    listener: (resource: string, event: StoreEvent) => void,
  ): () => void {
    this.#anyListeners.add(listener);
    return () => this.#anyListeners.delete(listener);
  }

  #record(resource: string, bucket: Bucket, event: StoreEvent): void {
    bucket.log.push(event);
    if (bucket.log.length > LOG_LENGTH * 2) {
      bucket.trimmedTo = bucket.log[LOG_LENGTH - 1].version;
      bucket.log.splice(0, LOG_LENGTH);
    }
    for (const listener of [...bucket.listeners]) listener(event);
    for (const listener of this.#anyListeners) listener(resource, event);
  }

  #bucket(resource: string): Bucket {
    let bucket = this.#buckets.get(resource);
    if (!bucket) {
      bucket = {
        objects: new Map(),
        sortedKeys: undefined,
        log: [],
        trimmedTo: 0,
        listeners: new Set(),
      };
      this.#buckets.set(resource, bucket);
    }
    return bucket;
  }
}

/** The key of an object inside its resource. */
export function keyOf(object: KubeObject): string {
  return object.metadata.namespace
    ? `${object.metadata.namespace}/${object.metadata.name}`
    : object.metadata.name;
}
