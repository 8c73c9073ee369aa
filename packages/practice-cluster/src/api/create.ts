import { admitCreate, validateAdmission } from '../admission/admission';
import { Engine } from '../engine/Engine';
import { trackUpdate } from '../managed/FieldManager';
import { apiVersionOf, ResourceDef } from '../registry/ResourceDef';
import {
  alreadyExists,
  badRequest,
  invalid,
  plainError,
} from '../status/errors';
import { keyOf } from '../store/Store';
import { KubeObject, Raw } from '../types';
import { cloneJson } from '../util/json';
import { formatTime } from '../util/time';
import { validateKubeFinalizers, validateMeta } from '../validation/meta';
import { validateCustom } from '../validation/custom';
import { encodeStored } from './encodeStored';
import { resetFieldsOf } from './resetFields';
import { WriteOptions } from './WriteOptions';

/** Names how a create is asked for; apply and update-as-create bring their own managedFields. */
export interface CreateExtras {
  managedFields?: Raw[];
}

/** Stores a new object that was already read into its type. */
export function createObject(
  engine: Engine,
  def: ResourceDef,
  namespace: string | undefined,
  input: KubeObject,
  options: WriteOptions,
  extras: CreateExtras = {},
): KubeObject {
  const { strategy } = def;
  const object: Raw = cloneJson(input);
  const meta = object.metadata;
  if (def.namespaced) {
    if (meta.namespace && meta.namespace !== namespace)
      throw badRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    meta.namespace = namespace;
  } else if (meta.namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  const now = engine.clock.now();
  if (!meta.name && meta.generateName)
    meta.name = `${meta.generateName.slice(0, 58)}${engine.random.suffix(5)}`;
  delete meta.deletionTimestamp;
  delete meta.deletionGracePeriodSeconds;
  strategy.defaults?.(object);
  const writer = {
    manager: options.fieldManager,
    apiVersion: apiVersionOf(def),
    time: formatTime(now),
  };
  const managedFields =
    extras.managedFields ??
    trackUpdate(
      undefined,
      encodeStored(def, object),
      def.node,
      writer,
      resetFieldsOf(def),
    );

  const context = engine.strategyContext(options.warnings);
  admitCreate(engine, def, object, options);
  if (meta.resourceVersion)
    throw plainError(
      500,
      'resourceVersion should not be set on objects to be created',
    );
  meta.uid = engine.random.uuid();
  meta.creationTimestamp = formatTime(now);
  delete meta.selfLink;
  if (strategy.generation) meta.generation = 1;
  if (strategy.hasStatus && object.kind !== 'Node') delete object.status;
  strategy.prepareCreate?.(object, context);
  strategy.defaults?.(object);

  const errors = [
    ...validateMeta(meta, def.namespaced, strategy.nameRule),
    ...(def.custom ? [] : validateKubeFinalizers(meta)),
    ...(strategy.validate?.(object, context) ?? []),
    ...validateCustom(def, object),
  ];
  if (errors.length > 0)
    throw invalid(def.group, def.kind, meta.name ?? '', errors);
  validateAdmission(engine, def, object, undefined, options);

  if (managedFields) meta.managedFields = managedFields;
  else delete meta.managedFields;
  const final = encodeStored(def, object);
  const key = keyOf(final);
  if (engine.store.get(def.storage, key)) throw alreadyExists(def, meta.name);
  if (options.dryRun) return final;
  return engine.store.put(def.storage, key, final);
}
