import { updateObject } from '../api/update';
import { PATCH_TYPES, patchObject, PatchRequest } from '../api/patch';
import { decode } from '../schema/decode';
import { DecodeError } from '../schema/DecodeError';
import { Schema } from '../schema/Schema';
import { applyJsonPatch } from '../patch/jsonPatch';
import { applyMergePatch } from '../patch/mergePatch';
import { apiVersionOf, ResourceDef } from '../registry/ResourceDef';
import {
  badRequest,
  internalError,
  invalid,
  unsupportedMediaType,
} from '../status/errors';
import { StatusError } from '../status/StatusError';
import { KubeObject, Raw } from '../types';
import { readJsonPath } from '../util/jsonPath';
import { formatLabels, formatSelector } from '../table/format';
import { invalidValue } from '../validation/FieldError';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { findNamed } from './handleRead';
import { Body, parseObject, parseText } from './readBody';
import { respondJson } from './respond';
import { writeOptionsOf } from './writeOptions';

/** The Scale of an object. */
function scaleOf(object: Raw, { custom }: ResourceDef): Raw {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const selector =
    object.kind === 'ReplicationController'
      ? formatLabels(object.spec.selector)
      : formatSelector(object.spec?.selector);
  if (custom?.scale) {
    const paths = custom.scale;
    const said = paths.labelSelectorPath
      ? readJsonPath(object, paths.labelSelectorPath)
      : undefined;
    return {
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
      spec: { replicas: readJsonPath(object, paths.specReplicasPath) },
      status: {
        replicas: readJsonPath(object, paths.statusReplicasPath) ?? 0,
        ...(said ? { selector: said } : {}),
      },
    };
  }
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: object.spec.replicas ? { replicas: object.spec.replicas } : {},
    status: {
      replicas: object.status?.replicas ?? 0,
      ...(selector === '<none>' ? {} : { selector }),
    },
  };
}

function fromBody(scale: Raw, body: Body, isPatch: boolean): Raw {
  if (!isPatch) return parseObject(body);
  switch (body.type) {
    case PATCH_TYPES.json:
      return applyJsonPatch(scale, parseText(body.text, 'json'));
    case PATCH_TYPES.merge:
    case PATCH_TYPES.strategic:
      return applyMergePatch(scale, parseText(body.text, 'json'));
    case PATCH_TYPES.apply:
      return applyMergePatch(scale, parseText(body.text, 'yaml'));
    default:
      throw unsupportedMediaType([...Object.values(PATCH_TYPES)]);
  }
}

/** Sets what a path of plain names means, without touching what it shares with others. */
function setAt(object: Raw, path: string, value: Raw): void {
  const names = path.split('.').filter(Boolean);
  const last = names.pop()!;
  let at = object;
  for (const name of names) {
    at[name] = { ...at[name] };
    at = at[name];
  }
  at[last] = value;
}

/** Who scales is told of a conflict in the version that they wrote in. */
function asScaleConflict(error: unknown, def: ResourceDef): unknown {
  if (!(error instanceof StatusError) || error.code !== 409) return error;
  const reword = (text: string) =>
    text.replaceAll(`using ${apiVersionOf(def)}`, 'using autoscaling/v1');
  return new StatusError(409, error.reason, reword(error.message), {
    ...error.details,
    causes: error.details?.causes?.map(cause => ({
      ...cause,
      message: reword(cause.message ?? ''),
    })),
  });
}

/** An applied Scale, as the part of its object that it stands for. */
function applyToParent(
  def: ResourceDef,
  { info, query }: Exchange,
  scale: Raw,
): PatchRequest {
  if (scale?.kind !== 'Scale' || scale.apiVersion !== 'autoscaling/v1')
    throw badRequest(
      `invalid object type: ${scale?.apiVersion ?? ''}, Kind=${
        scale?.kind ?? ''
      }`,
    );
  return {
    type: PATCH_TYPES.apply,
    body: {
      apiVersion: apiVersionOf(def),
      kind: def.kind,
      metadata: { ...scale.metadata, name: scale.metadata?.name ?? info.name },
      spec: { replicas: scale.spec?.replicas ?? 0 },
    },
    text: '',
    name: info.name!,
    namespace: info.namespace,
    subresource: 'scale',
    force: ['true', '1'].includes(query.get('force') ?? ''),
    hasFieldManager: Boolean(query.get('fieldManager')),
  };
}

/** Reads and writes the number of replicas through the subresource. */
export function handleScale(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body | undefined,
): void {
  const object: Raw = findNamed(context, def, exchange);
  const path = def.custom?.scale?.specReplicasPath ?? '.spec.replicas';
  if (!body && def.custom && readJsonPath(object, path) === undefined)
    throw internalError(
      `the spec replicas field ${JSON.stringify(path)} does not exist`,
    );
  const scale = scaleOf(object, def);
  if (!body) {
    respondJson(exchange, 200, scale);
    return;
  }
  const isPatch = exchange.info.verb === 'patch';
  const options = writeOptionsOf(
    exchange,
    isPatch ? 'PatchOptions' : 'UpdateOptions',
  );
  if (isPatch && body.type === PATCH_TYPES.apply && !def.custom) {
    const request = applyToParent(def, exchange, parseText(body.text, 'yaml'));
    let applied: KubeObject;
    try {
      applied = patchObject(context.engine, def, request, options).object;
    } catch (error) {
      throw asScaleConflict(error, def);
    }
    respondJson(exchange, 200, scaleOf(applied, def));
    return;
  }
  let wanted = fromBody(scale, body, isPatch);
  if (wanted.kind && wanted.kind !== 'Scale')
    throw badRequest(`wrong object passed to Scale update: ${wanted.kind}`);
  try {
    wanted = decode(
      Schema.shared().kind('autoscaling/v1', 'Scale')!,
      wanted,
    ).value;
  } catch (error) {
    if (error instanceof DecodeError && isPatch)
      throw invalid('', '', '', [
        invalidValue('patch', JSON.stringify(wanted), error.message),
      ]);
    if (error instanceof DecodeError)
      throw badRequest(
        `Scale in version "v1" cannot be handled as a Scale: ${error.message}`,
      );
    throw error;
  }
  if (wanted.metadata?.name && wanted.metadata.name !== exchange.info.name) {
    throw badRequest(
      `the name of the object (${wanted.metadata.name}) does not match the name on the URL (${exchange.info.name})`,
    );
  }
  const replicas = wanted.spec?.replicas ?? 0;
  if (replicas < 0)
    throw invalid('autoscaling', 'Scale', object.metadata.name, [
      invalidValue(
        'spec.replicas',
        replicas,
        'must be greater than or equal to 0',
      ),
    ]);
  const next: Raw = {
    ...object,
    metadata: {
      ...object.metadata,
      resourceVersion: wanted.metadata?.resourceVersion,
      ...(wanted.metadata?.uid ? { uid: wanted.metadata.uid } : {}),
    },
  };
  setAt(next, path, replicas);
  const updated = updateObject(
    context.engine,
    def,
    object,
    next as KubeObject,
    options,
    { subresource: 'scale' },
  );
  respondJson(exchange, 200, scaleOf(updated, def));
}
