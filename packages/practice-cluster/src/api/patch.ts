import { Engine } from '../engine/Engine';
import { applyConfiguration } from '../managed/FieldManager';
import { applyJsonPatch } from '../patch/jsonPatch';
import { applyMergePatch } from '../patch/mergePatch';
import { applyStrategicMerge } from '../patch/strategicMerge';
import { apiVersionOf, ResourceDef } from '../registry/ResourceDef';
import {
  badRequest,
  conflict,
  invalid,
  notFound,
  unsupportedMediaType,
} from '../status/errors';
import { KubeObject, Raw } from '../types';
import { formatTime } from '../util/time';
import { invalidValue, required } from '../validation/FieldError';
import { createObject } from './create';
import { checkTyped } from '../managed/checkTyped';
import { decodeObject, misfitOf } from './decodeBody';
import { resetFieldsOf } from './resetFields';
import { canonicalJson } from '../util/json';
import { updateObject } from './update';
import { WriteOptions } from './WriteOptions';

/** The kinds of patches. */
export const PATCH_TYPES = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
};

/** A patch as it was sent. */
export interface PatchRequest {
  type: string;
  body: Raw;
  /** The text of the body, which some messages repeat. */
  text: string;
  name: string;
  namespace?: string;
  subresource?: string;
  force?: boolean;
  /** Whether the writer named its field manager; apply asks for that. */
  hasFieldManager: boolean;
}

/** What a patch made of an object. */
export interface Patched {
  object: KubeObject;
  created: boolean;
}

function invalidPatch(text: string, message: string) {
  return invalid('', '', '', [invalidValue('patch', text, message)]);
}

/** Applies a patch of any kind. */
export function patchObject(
  engine: Engine,
  def: ResourceDef,
  request: PatchRequest,
  options: WriteOptions,
): Patched {
  const current = engine.find(def.storage, request.namespace, request.name);
  if (request.type === PATCH_TYPES.apply)
    return apply(engine, def, current, request, options);
  if (!current) throw notFound(def, request.name);
  const live = def.convert ? def.convert.toServed(current) : current;
  const patched = patchBody(def, live, request);
  if (request.type !== PATCH_TYPES.strategic) {
    const misfit = misfitOf(patched, {
      apiVersion: apiVersionOf(def),
      kind: def.kind,
    });
    if (misfit)
      throw invalidPatch(
        JSON.stringify(sortTouched(patched, request.body)),
        misfit,
      );
  }
  const decoded = decodeObject(def, patched, options, (message, error) =>
    request.type === PATCH_TYPES.strategic
      ? invalidPatch(showGoMap(request.body), error?.patchMessage ?? message)
      : invalidPatch(
          JSON.stringify(sortTouched(patched, request.body)),
          message,
        ),
  );
  checkIdentity(current, decoded, request);
  const stored = def.convert ? def.convert.fromServed(decoded) : decoded;
  return {
    object: updateObject(engine, def, current, stored, options, {
      subresource: request.subresource,
      isPatch: true,
    }),
    created: false,
  };
}

/** A merged document as Go writes it: what was taken apart comes back with sorted keys. */
function sortTouched(value: Raw, patch: Raw): Raw {
  if (
    value === null ||
    typeof value !== 'object' ||
    Array.isArray(value) ||
    patch === null ||
    typeof patch !== 'object'
  )
    return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(k => [k, k in patch ? sortTouched(value[k], patch[k]) : value[k]]),
  );
}

function showGoMap(value: Raw): string {
  if (Array.isArray(value)) return `[${value.map(showGoMap).join(' ')}]`;
  if (value !== null && typeof value === 'object') {
    return `map[${Object.keys(value)
      .sort()
      .map(k => `${k}:${showGoMap(value[k])}`)
      .join(' ')}]`;
  }
  return value === null ? '<nil>' : String(value);
}

function patchBody(
  def: ResourceDef,
  live: KubeObject,
  request: PatchRequest,
): Raw {
  switch (request.type) {
    case PATCH_TYPES.json:
      return applyJsonPatch(live, request.body);
    case PATCH_TYPES.merge:
      return applyMergePatch(live, request.body);
    case PATCH_TYPES.strategic:
      if (def.custom)
        throw unsupportedMediaType([
          PATCH_TYPES.json,
          PATCH_TYPES.merge,
          PATCH_TYPES.apply,
        ]);
      return applyStrategicMerge(live, request.body, def.node);
    default:
      throw unsupportedMediaType([...Object.values(PATCH_TYPES)]);
  }
}

function checkIdentity(
  current: KubeObject,
  next: KubeObject,
  request: PatchRequest,
): void {
  if (next.metadata.name !== current.metadata.name) {
    throw badRequest(
      `the name of the object (${
        next.metadata.name ?? ''
      }) does not match the name on the URL (${request.name})`,
    );
  }
  if (request.namespace && next.metadata.namespace !== request.namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function apply(
  engine: Engine,
  def: ResourceDef,
  current: KubeObject | undefined,
  request: PatchRequest,
  options: WriteOptions,
): Patched {
  if (!request.hasFieldManager) {
    throw invalid('meta.k8s.io', 'PatchOptions', '', [
      required('fieldManager', 'is required for apply patch'),
    ]);
  }
  const { body } = request;
  const version = body?.apiVersion ?? '';
  if (version !== apiVersionOf(def) || body?.kind !== def.kind) {
    throw badRequest(
      `invalid object type: ${
        version.includes('/') ? version : `/${version}`
      }, Kind=${body?.kind ?? ''}`,
    );
  }
  if (body.metadata?.managedFields)
    throw badRequest('metadata.managedFields must be nil');
  checkTyped(def, body);

  const now = formatTime(engine.clock.now());
  const writer = {
    manager: options.fieldManager,
    apiVersion: apiVersionOf(def),
    subresource: request.subresource,
    time: now,
  };
  const config: KubeObject = {
    ...body,
    metadata: {
      ...body.metadata,
      name: body.metadata?.name ?? request.name,
      ...(request.namespace ? { namespace: request.namespace } : {}),
    },
  };
  const applied = applyConfiguration(
    current,
    config,
    def.node,
    writer,
    request.force ?? false,
    resetFieldsOf(def, request.subresource),
  );
  const merged: Raw = applied.object;
  if (
    options.fieldManager === 'kubectl' &&
    merged.metadata?.annotations?.[LAST_APPLIED]
  ) {
    merged.metadata = {
      ...merged.metadata,
      annotations: {
        ...merged.metadata.annotations,
        [LAST_APPLIED]: `${canonicalJson(body)}\n`,
      },
    };
  }
  const decoded = decodeObject(def, merged, {
    fieldValidation: 'Ignore',
    warnings: [],
  });
  if (decoded.metadata.name !== request.name) {
    throw badRequest(
      `the name of the object (${decoded.metadata.name}) does not match the name on the URL (${request.name})`,
    );
  }
  if (!current) {
    if (body.metadata?.uid)
      throw conflict(
        def,
        request.name,
        `uid mismatch: the provided object specified uid ${body.metadata.uid}, and no existing object was found`,
      );
    decoded.metadata.name = request.name;
    delete decoded.metadata.resourceVersion;
    return {
      object: createObject(engine, def, request.namespace, decoded, options, {
        managedFields: applied.managedFields ?? [],
      }),
      created: true,
    };
  }
  if (body.metadata?.uid && body.metadata.uid !== current.metadata.uid)
    decoded.metadata.uid = body.metadata.uid;
  else decoded.metadata.uid = current.metadata.uid;
  decoded.metadata.resourceVersion =
    body.metadata?.resourceVersion ?? current.metadata.resourceVersion;
  const object = updateObject(engine, def, current, decoded, options, {
    subresource: request.subresource,
    managedFields: applied.managedFields,
    managedFieldsGiven: true,
    isPatch: true,
  });
  return { object, created: false };
}
