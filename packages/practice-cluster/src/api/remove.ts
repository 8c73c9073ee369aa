import { Engine } from '../engine/Engine';
import { ResourceDef } from '../registry/ResourceDef';
import { conflict, forbidden, invalid } from '../status/errors';
import { keyOf } from '../store/Store';
import { KubeObject, Raw } from '../types';
import { formatTime } from '../util/time';
import { invalidValue, notSupported } from '../validation/FieldError';
import { encodeStored } from './encodeStored';
import { WriteOptions } from './WriteOptions';

/** How a delete is asked for. */
export interface DeleteOptions {
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
  propagationPolicy?: string;
  orphanDependents?: boolean;
}

/** What is left of a deleted object. */
export interface Deleted {
  object: KubeObject;
  /** Whether the object is gone; else it waits for its finalizers or its grace period. */
  gone: boolean;
}

const IMMORTAL = new Set(['default', 'kube-system', 'kube-public']);

function checkPreconditions(
  def: ResourceDef,
  object: KubeObject,
  wanted: DeleteOptions['preconditions'],
): void {
  const subject = { group: def.group, resource: def.kind };
  const { name, uid, resourceVersion } = object.metadata;
  if (wanted?.uid && wanted.uid !== uid) {
    throw conflict(
      subject,
      name,
      `the UID in the precondition (${wanted.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  }
  if (wanted?.resourceVersion && wanted.resourceVersion !== resourceVersion) {
    throw conflict(
      subject,
      name,
      `the ResourceVersion in the precondition (${wanted.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
  }
}

/** Namespaces are deleted by a door of their own, with words of its own. */
function checkNamespace(
  def: ResourceDef,
  object: KubeObject,
  { preconditions }: DeleteOptions,
): void {
  const { name, uid, resourceVersion } = object.metadata;
  const wrong = (what: string, wanted: string, actual?: string) =>
    conflict(
      def,
      name,
      `Precondition failed: ${what} in precondition: ${wanted}, ${what} in object meta: ${actual}`,
    );
  if (preconditions?.uid && preconditions.uid !== uid)
    throw wrong('UID', preconditions.uid, uid);
  if (
    preconditions?.resourceVersion &&
    preconditions.resourceVersion !== resourceVersion
  )
    throw wrong(
      'ResourceVersion',
      preconditions.resourceVersion,
      resourceVersion,
    );
}

function finalizersFor(
  def: ResourceDef,
  object: KubeObject,
  options: DeleteOptions,
): string[] {
  const rest = (object.metadata.finalizers ?? []).filter(
    f => f !== 'orphan' && f !== 'foregroundDeletion',
  );
  let policy = options.propagationPolicy;
  if (options.orphanDependents !== undefined)
    policy = options.orphanDependents ? 'Orphan' : 'Background';
  if (policy === undefined) {
    if (object.metadata.finalizers?.includes('orphan')) policy = 'Orphan';
    else if (object.metadata.finalizers?.includes('foregroundDeletion'))
      policy = 'Foreground';
    else policy = def.strategy.defaultPropagation ?? 'Background';
  }
  if (policy === 'Orphan') return [...rest, 'orphan'];
  return policy === 'Foreground' ? [...rest, 'foregroundDeletion'] : rest;
}

/** Refuses options that contradict themselves. */
export function validateDeleteOptions(options: DeleteOptions): void {
  const policies = ['Foreground', 'Background', 'Orphan'];
  if (
    options.propagationPolicy !== undefined &&
    !policies.includes(options.propagationPolicy)
  ) {
    throw invalid('meta.k8s.io', 'DeleteOptions', '', [
      notSupported('propagationPolicy', options.propagationPolicy, [
        ...policies,
        'nil',
      ]),
    ]);
  }
  if (
    options.orphanDependents !== undefined &&
    options.propagationPolicy !== undefined
  ) {
    throw invalid('meta.k8s.io', 'DeleteOptions', '', [
      invalidValue(
        'propagationPolicy',
        options.propagationPolicy,
        'orphanDependents and deletionPropagation cannot be both set',
      ),
    ]);
  }
}

/** Deletes an object, or marks it where something must happen first. */
export function deleteObject(
  engine: Engine,
  def: ResourceDef,
  object: KubeObject,
  options: DeleteOptions,
  write: Pick<WriteOptions, 'dryRun'>,
): Deleted {
  validateDeleteOptions(options);
  if (def.kind === 'Namespace') checkNamespace(def, object, options);
  else checkPreconditions(def, object, options.preconditions);
  if (def.kind === 'Namespace' && IMMORTAL.has(object.metadata.name))
    throw forbidden(
      def,
      object.metadata.name,
      'this namespace may not be deleted',
    );
  const { strategy } = def;
  const finalizers = finalizersFor(def, object, options);
  const grace =
    strategy.gracePeriod?.(object, options.gracePeriodSeconds) ??
    (strategy.gracePeriod ? 0 : undefined);
  const meta: Raw = object.metadata;
  const already = meta.deletionTimestamp !== undefined;
  const held =
    finalizers.length > 0 ||
    (def.kind === 'Namespace' &&
      ((object as Raw).spec?.finalizers ?? []).length > 0);
  const waits = grace !== undefined && grace > 0;

  if (!held && (!waits || (already && options.gracePeriodSeconds === 0))) {
    const last = {
      ...object,
      metadata: {
        ...meta,
        ...(strategy.gracePeriod
          ? {
              deletionTimestamp: formatTime(engine.clock.now()),
              deletionGracePeriodSeconds: 0,
              ...(meta.generation ? { generation: meta.generation + 1 } : {}),
            }
          : {}),
      },
    };
    if (def.kind === 'CustomResourceDefinition') markEnding(last, engine);
    if (!write.dryRun) engine.store.remove(def.storage, keyOf(object), last);
    return { object: last, gone: true };
  }
  if (already) {
    const shorter = waits && grace! < (meta.deletionGracePeriodSeconds ?? 0);
    if (!shorter && sameList(finalizers, meta.finalizers))
      return { object, gone: false };
  }
  const seconds = grace ?? 0;
  const marked: Raw = {
    ...object,
    metadata: {
      ...meta,
      finalizers,
      deletionTimestamp:
        already && !waits
          ? meta.deletionTimestamp
          : formatTime(engine.clock.now() + seconds * 1000),
      deletionGracePeriodSeconds: seconds,
      ...(meta.generation ? { generation: meta.generation + 1 } : {}),
    },
  };
  if (def.kind === 'Namespace')
    marked.status = { ...marked.status, phase: 'Terminating' };
  const final = encodeStored(def, marked);
  return {
    object: write.dryRun
      ? final
      : engine.store.put(def.storage, keyOf(object), final),
    gone: false,
  };
}

/** A definition says that it goes, with all of its objects. */
function markEnding(definition: Raw, engine: Engine): void {
  definition.status = {
    ...definition.status,
    conditions: [
      ...(definition.status?.conditions ?? []),
      {
        type: 'Terminating',
        status: 'True',
        lastTransitionTime: formatTime(engine.clock.now()),
        reason: 'InstanceDeletionPending',
        message:
          'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
      },
    ],
  };
}

function sameList(a: string[], b: string[] | undefined): boolean {
  return a.length === (b ?? []).length && a.every(x => (b ?? []).includes(x));
}
