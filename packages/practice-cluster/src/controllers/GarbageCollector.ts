import { deleteObject } from '../api/remove';
import { updateObject } from '../api/update';
import { systemOptions } from '../api/WriteOptions';
import { Engine } from '../engine/Engine';
import { ResourceDef } from '../registry/ResourceDef';
import { keyOf } from '../store/Store';
import { KubeObject, OwnerReference, Raw } from '../types';

interface Place {
  storage: string;
  key: string;
}

/** Deletes or frees dependents when their owners go. */
export class GarbageCollector {
  readonly #engine: Engine;
  readonly #dependents = new Map<string, Map<string, Place>>();
  readonly #known = new Set<string>();

  constructor(engine: Engine) {
    this.#engine = engine;
    engine.store.listenAll((storage, event) => {
      const { object, previous } = event;
      const place = { storage, key: keyOf(object) };
      const id = `${storage}/${place.key}`;
      const uid = object.metadata.uid!;
      if (
        previous?.metadata.ownerReferences !==
          object.metadata.ownerReferences ||
        event.type !== 'MODIFIED'
      ) {
        for (const owner of previous?.metadata.ownerReferences ?? [])
          this.#dependents.get(owner.uid)?.delete(id);
        if (event.type !== 'DELETED') {
          for (const owner of object.metadata.ownerReferences ?? []) {
            const set =
              this.#dependents.get(owner.uid) ?? new Map<string, Place>();
            set.set(id, place);
            this.#dependents.set(owner.uid, set);
            if (event.type === 'ADDED') this.#checkOwner(owner, object, place);
          }
        }
      }
      if (event.type === 'ADDED') this.#known.add(uid);
      if (event.type === 'DELETED') {
        this.#known.delete(uid);
        const orphans = [...(this.#dependents.get(uid)?.values() ?? [])];
        this.#dependents.delete(uid);
        for (const dependent of orphans)
          this.#soon(() => this.#ownerGone(dependent, uid));
        for (const owner of object.metadata.ownerReferences ?? [])
          this.#soon(() => this.#finishForeground(owner.uid));
      } else if (object.metadata.deletionTimestamp) {
        if (object.metadata.finalizers?.includes('orphan'))
          this.#soon(() => this.#orphan(place, uid));
        if (object.metadata.finalizers?.includes('foregroundDeletion'))
          this.#soon(() => this.#foreground(place, uid));
      }
    });
  }

  #soon(action: () => void): void {
    this.#engine.clock.after(30, action);
  }

  #read(place: Place): Raw {
    return this.#engine.store.get(place.storage, place.key);
  }

  #def(place: Place): ResourceDef {
    return this.#engine.registry.byStorage(place.storage);
  }

  /** An owner that never was or is gone already takes its new dependent with it. */
  #checkOwner(owner: OwnerReference, object: KubeObject, place: Place): void {
    if (this.#exists(owner, object.metadata.namespace)) return;
    this.#engine.clock.after(500, () => {
      const current = this.#read(place);
      if (
        current?.metadata.uid === object.metadata.uid &&
        !this.#exists(owner, object.metadata.namespace)
      )
        this.#ownerGone(place, owner.uid);
    });
  }

  /** An owner is there when it is found where the reference says, as the one that it means. */
  #exists(owner: OwnerReference, namespace: string | undefined): boolean {
    if (!this.#known.has(owner.uid)) return false;
    const def = this.#engine.registry.byKind(owner.apiVersion, owner.kind);
    if (!def) return true;
    const found = this.#engine.find(
      def.storage,
      def.namespaced ? namespace : undefined,
      owner.name,
    );
    return found?.metadata.uid === owner.uid;
  }

  #ownerGone(place: Place, uid: string): void {
    const object = this.#read(place);
    if (!object) return;
    const references: OwnerReference[] = object.metadata.ownerReferences ?? [];
    if (!references.some(r => r.uid === uid)) return;
    const rest = references.filter(r =>
      this.#exists(r, object.metadata.namespace),
    );
    if (rest.length > 0) this.#write(place, object, { ownerReferences: rest });
    else
      deleteObject(
        this.#engine,
        this.#def(place),
        object,
        { propagationPolicy: 'Background' },
        { dryRun: false },
      );
  }

  #orphan(place: Place, uid: string): void {
    const owner = this.#read(place);
    if (
      !owner ||
      owner.metadata.uid !== uid ||
      !owner.metadata.finalizers?.includes('orphan')
    )
      return;
    for (const dependent of [...(this.#dependents.get(uid)?.values() ?? [])]) {
      const object = this.#read(dependent);
      if (object)
        this.#write(dependent, object, {
          ownerReferences: object.metadata.ownerReferences.filter(
            (r: OwnerReference) => r.uid !== uid,
          ),
        });
    }
    this.#write(place, owner, {
      finalizers: owner.metadata.finalizers.filter(
        (f: string) => f !== 'orphan',
      ),
    });
  }

  #foreground(place: Place, uid: string): void {
    for (const dependent of [...(this.#dependents.get(uid)?.values() ?? [])]) {
      const object = this.#read(dependent);
      if (object && !object.metadata.deletionTimestamp)
        deleteObject(
          this.#engine,
          this.#def(dependent),
          object,
          { propagationPolicy: 'Foreground' },
          { dryRun: false },
        );
    }
    this.#finishForeground(uid, place);
  }

  #finishForeground(uid: string, known?: Place): void {
    const place = known ?? this.#placeOf(uid);
    const owner = place && this.#read(place);
    if (
      !owner ||
      owner.metadata.uid !== uid ||
      !owner.metadata.finalizers?.includes('foregroundDeletion')
    )
      return;
    const blocking = [...(this.#dependents.get(uid)?.values() ?? [])].some(d =>
      this.#read(d)?.metadata.ownerReferences?.some(
        (r: OwnerReference) => r.uid === uid && r.blockOwnerDeletion,
      ),
    );
    if (!blocking)
      this.#write(place!, owner, {
        finalizers: owner.metadata.finalizers.filter(
          (f: string) => f !== 'foregroundDeletion',
        ),
      });
  }

  #placeOf(uid: string): Place | undefined {
    for (const gv of this.#engine.registry.groupVersions()) {
      for (const def of gv.resources) {
        for (const object of this.#engine.store.values(def.storage)) {
          if (object.metadata.uid === uid)
            return { storage: def.storage, key: keyOf(object) };
        }
      }
    }
    return undefined;
  }

  #write(place: Place, object: Raw, meta: Raw): void {
    const next = { ...object, metadata: { ...object.metadata, ...meta } };
    updateObject(
      this.#engine,
      this.#def(place),
      object,
      next,
      systemOptions('kube-controller-manager'),
    );
  }
}
