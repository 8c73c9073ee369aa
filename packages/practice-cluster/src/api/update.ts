import { admitUpdate, validateAdmission } from '../admission/admission';
import { Engine } from '../engine/Engine';
import { trackUpdate } from '../managed/FieldManager';
import { apiVersionOf, ResourceDef } from '../registry/ResourceDef';
import { conflict, invalid, MODIFIED, plainError } from '../status/errors';
import { keyOf } from '../store/Store';
import { KubeObject, Raw } from '../types';
import { cloneJson, equalJson } from '../util/json';
import { formatTime } from '../util/time';
import { invalidValue } from '../validation/FieldError';
import { validateCustom } from '../validation/custom';
import { validateCommonMeta, validateMetaUpdate } from '../validation/meta';
import { validateReplicaStatus } from '../validation/replicaStatus';
import { encodeStored } from './encodeStored';
import { resetFieldsOf } from './resetFields';
import { WriteOptions } from './WriteOptions';

/** Kinds that check their whole metadata again with every update. */
const FULLY_CHECKED = new Set(['ConfigMap', 'Secret', 'Service']);

/** Of these the metadata is looked at once more, too. */
const ALSO_COMMON = new Set([...FULLY_CHECKED, 'Pod']);

/** How an update is meant. */
export interface UpdateExtras {
  subresource?: string;
  /** managedFields that were computed already, as apply does. */
  managedFields?: Raw[];
  managedFieldsGiven?: boolean;
  /** Patches name no uid precondition; a uid in them is an immutable field like others. */
  isPatch?: boolean;
}

function checkPreconditions(
  def: ResourceDef,
  old: KubeObject,
  meta: Raw,
  isPatch: boolean,
): void {
  if (!isPatch && meta.uid && meta.uid !== old.metadata.uid) {
    const key = `${def.etcdPrefix}/${keyOf(old)}`;
    throw conflict(
      def,
      old.metadata.name,
      `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${meta.uid}, UID in object meta: ${old.metadata.uid}`,
    );
  }
  const version = meta.resourceVersion;
  if (version && !/^\d+$/.test(version))
    throw plainError(
      500,
      `strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`,
    );
  if (!version && def.strategy.needsVersionOnUpdate) {
    throw invalid(def.group, def.resource, old.metadata.name, [
      invalidValue(
        'metadata.resourceVersion',
        0,
        'must be specified for an update',
      ),
    ]);
  }
  if (version && version !== '0' && version !== old.metadata.resourceVersion)
    throw conflict(def, old.metadata.name, MODIFIED);
}

function withoutTimes(object: Raw): Raw {
  const managedFields = (object.metadata.managedFields ?? []).map((m: Raw) => ({
    ...m,
    time: undefined,
  }));
  return {
    ...object,
    metadata: { ...object.metadata, managedFields, resourceVersion: undefined },
  };
}

function specChanged(def: ResourceDef, object: Raw, old: Raw): boolean {
  if (def.custom) {
    const rest = ({ metadata, status, ...other }: Raw) =>
      def.strategy.hasStatus ? other : { ...other, status };
    return !equalJson(rest(object), rest(old));
  }
  const fields = def.strategy.generationFields ?? ['spec'];
  const at = (o: Raw, path: string) =>
    path.split('.').reduce((value, key) => value?.[key], o);
  if (fields.some(f => !equalJson(at(object, f), at(old, f)))) return true;
  return (
    def.kind === 'Deployment' &&
    !equalJson(object.metadata.annotations, old.metadata.annotations)
  );
}

function keepForStatus(def: ResourceDef, object: Raw, old: Raw): Raw {
  const keepsMeta = def.kind === 'Pod' || def.kind === 'Node';
  const metadata = keepsMeta
    ? { ...object.metadata, ownerReferences: old.metadata.ownerReferences }
    : {
        ...old.metadata,
        annotations: def.custom
          ? old.metadata.annotations
          : object.metadata.annotations,
        managedFields: object.metadata.managedFields,
      };
  return { ...old, metadata, status: object.status };
}

/** Replaces an object; `input` was read into its type before. */
export function updateObject(
  engine: Engine,
  def: ResourceDef,
  old: KubeObject,
  input: KubeObject,
  options: WriteOptions,
  extras: UpdateExtras = {},
): KubeObject {
  const { strategy } = def;
  let object: Raw = cloneJson(input);
  const meta = object.metadata;
  checkPreconditions(def, old, meta, extras.isPatch ?? false);
  const before = old.metadata;
  meta.namespace ??= before.namespace;
  // When something was made is not for anybody to say.
  meta.creationTimestamp = before.creationTimestamp;
  for (const field of [
    'uid',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ] as const) {
    if (meta[field] === undefined) meta[field] = before[field];
  }
  meta.generation = before.generation;
  meta.resourceVersion = before.resourceVersion;
  delete meta.selfLink;
  strategy.defaults?.(object);

  const now = formatTime(engine.clock.now());
  const writer = {
    manager: options.fieldManager,
    apiVersion: apiVersionOf(def),
    subresource: extras.subresource,
    time: now,
  };
  const managedFields = extras.managedFieldsGiven
    ? extras.managedFields
    : trackUpdate(
        old,
        encodeStored(def, object),
        def.node,
        writer,
        resetFieldsOf(def, extras.subresource),
      );

  const context = engine.strategyContext(options.warnings);
  if (extras.subresource === 'status') {
    object = keepForStatus(def, object, old);
  } else {
    if (strategy.hasStatus && !extras.subresource)
      object.status = (old as Raw).status;
    admitUpdate(engine, def, object, old);
    strategy.prepareUpdate?.(object, old, context);
  }
  if (
    strategy.generation &&
    extras.subresource !== 'status' &&
    specChanged(def, encodeStored(def, object), old)
  ) {
    object.metadata.generation = (before.generation ?? 0) + 1;
  }

  // The generic check looks at metadata twice and most kinds do again, so causes repeat its errors.
  const metaErrors = validateMetaUpdate(object.metadata, before);
  const common = validateCommonMeta(object.metadata);
  const errors = [...common, ...metaErrors];
  if (!def.custom) errors.push(...metaErrors);
  if (ALSO_COMMON.has(def.kind)) errors.push(...common);
  if (extras.subresource !== 'status') {
    const whole = strategy.validate?.(object, context) ?? [];
    const change = extras.subresource
      ? []
      : strategy.validateUpdate?.(object, old, context) ?? [];
    errors.push(
      ...(FULLY_CHECKED.has(def.kind)
        ? [...change, ...whole]
        : [...whole, ...change]),
    );
  }
  if (extras.subresource === 'status')
    errors.push(...validateReplicaStatus(object));
  errors.push(...validateCustom(def, object));
  if (errors.length > 0)
    throw invalid(def.group, def.kind, before.name, errors);
  validateAdmission(engine, def, object, old, options);

  if (managedFields) object.metadata.managedFields = managedFields;
  else delete object.metadata.managedFields;
  const final = encodeStored(def, object);
  if (equalJson(withoutTimes(final), withoutTimes(old))) return old;
  if (options.dryRun) return final;
  const key = keyOf(final);
  const done =
    final.metadata.deletionTimestamp &&
    (final.metadata.finalizers ?? []).length === 0 &&
    !(final.metadata.deletionGracePeriodSeconds ?? 0);
  if (done && !namespaceHeld(final)) {
    // Watchers are shown what was stored last; who lifted the last finalizer sees it gone.
    const gone = engine.store.remove(def.storage, key)!;
    return {
      ...final,
      metadata: {
        ...final.metadata,
        resourceVersion: gone.metadata.resourceVersion,
      },
    };
  }
  return engine.store.put(def.storage, key, final);
}

function namespaceHeld(object: Raw): boolean {
  return (
    object.kind === 'Namespace' && (object.spec?.finalizers ?? []).length > 0
  );
}
