import { createObject } from '../api/create';
import { deleteObject } from '../api/remove';
import { updateObject } from '../api/update';
import { systemOptions, WriteOptions } from '../api/WriteOptions';
import { KubeObject, OwnerReference, Raw } from '../types';
import { formatMicroTime, formatTime } from '../util/time';
import { equalJson } from '../util/json';
import { fnv32a } from '../util/random';
import { Engine } from './Engine';

/** Reads and writes of one of the cluster's own components. */
export class SystemClient {
  readonly engine: Engine;
  readonly component: string;
  readonly #options: WriteOptions;

  constructor(engine: Engine, component: string, manager = component) {
    this.engine = engine;
    this.component = component;
    this.#options = systemOptions(manager);
  }

  get(storage: string, namespace: string | undefined, name: string): Raw {
    return this.engine.find(storage, namespace, name);
  }

  list(storage: string, namespace?: string): Raw[] {
    return this.engine.list(storage, namespace);
  }

  /** Creates an object; an object that exists already or may not be is reported as undefined with its error. */
  create(storage: string, object: Raw): Raw {
    const def = this.engine.registry.byStorage(storage);
    return createObject(
      this.engine,
      def,
      object.metadata.namespace,
      object as KubeObject,
      this.#options,
    );
  }

  update(storage: string, old: Raw, next: Raw): Raw {
    return updateObject(
      this.engine,
      this.engine.registry.byStorage(storage),
      old,
      next,
      this.#options,
    );
  }

  /** Writes through the status door, which also takes annotations. */
  updateStatus(
    storage: string,
    old: Raw,
    status: Raw,
    annotations?: Record<string, string>,
  ): Raw {
    const current = this.engine.find(
      storage,
      old.metadata.namespace,
      old.metadata.name,
    );
    if (!current || current.metadata.uid !== old.metadata.uid) return undefined;
    if (!annotations && equalJson((current as Raw).status, status))
      return current;
    return updateObject(
      this.engine,
      this.engine.registry.byStorage(storage),
      current,
      {
        ...current,
        ...(annotations
          ? { metadata: { ...current.metadata, annotations } }
          : {}),
        status,
      } as KubeObject,
      this.#options,
      { subresource: 'status' },
    );
  }

  delete(storage: string, object: Raw, gracePeriodSeconds?: number): void {
    const current = this.engine.find(
      storage,
      object.metadata.namespace,
      object.metadata.name,
    );
    if (!current || current.metadata.uid !== object.metadata.uid) return;
    deleteObject(
      this.engine,
      this.engine.registry.byStorage(storage),
      current,
      { gracePeriodSeconds },
      { dryRun: false },
    );
  }

  /** Notes an event, or counts it up where the same was noted before. */
  event(
    about: Raw,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    source: {
      component?: string;
      host?: string;
      fieldPath?: string;
      /** What was done, for those who note events by the newer API. */
      action?: string;
    } = {},
  ): void {
    const { engine } = this;
    const component = source.component ?? this.component;
    const now = formatTime(engine.clock.now());
    const namespace = about.metadata.namespace ?? 'default';
    const hash = fnv32a(
      `${about.metadata.uid}${reason}${message}${source.fieldPath ?? ''}`,
    )
      .toString(16)
      .padStart(8, '0');
    const name = `${about.metadata.name}.${hash}${fnv32a(hash)
      .toString(16)
      .padStart(8, '0')}`;
    const old = engine.find('events', namespace, name) as Raw;
    if (old) {
      engine.store.put('events', `${namespace}/${name}`, {
        ...old,
        lastTimestamp: now,
        count: (old.count ?? 1) + 1,
      });
      return;
    }
    if (!engine.find('namespaces', undefined, namespace)) return;
    engine.store.put('events', `${namespace}/${name}`, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name,
        namespace,
        uid: engine.random.uuid(),
        creationTimestamp: now,
      },
      involvedObject: {
        kind: about.kind,
        ...(about.metadata.namespace
          ? { namespace: about.metadata.namespace }
          : {}),
        name: about.metadata.name,
        uid: about.metadata.uid,
        apiVersion: about.apiVersion,
        resourceVersion: about.metadata.resourceVersion,
        ...(source.fieldPath ? { fieldPath: source.fieldPath } : {}),
      },
      reason,
      message,
      ...(source.action
        ? {
            source: {},
            firstTimestamp: null,
            lastTimestamp: null,
            type,
            eventTime: formatMicroTime(engine.clock.now()),
            action: source.action,
            reportingComponent: component,
            reportingInstance: `${component}-${engine.name}`,
          }
        : {
            source: {
              component,
              ...(source.host ? { host: source.host } : {}),
            },
            firstTimestamp: now,
            lastTimestamp: now,
            count: 1,
            type,
            eventTime: null,
            reportingComponent: component,
            reportingInstance: source.host ?? '',
          }),
    });
  }
}

/** The reference by which a dependent names its controller. */
export function controllerRef(owner: Raw): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}
