import { createObject } from '../api/create';
import { checkKind, decodeObject } from '../api/decodeBody';
import { listObjects } from '../api/list';
import { PATCH_TYPES, patchObject } from '../api/patch';
import {
  deleteObject,
  DeleteOptions,
  validateDeleteOptions,
} from '../api/remove';
import { updateObject } from '../api/update';
import { denied } from '../auth/denied';
import { checkEscalation, grantsRights } from '../auth/escalation';
import { apiVersionOf, ResourceDef } from '../registry/ResourceDef';
import {
  badRequest,
  conflict,
  invalid,
  notFound,
  unsupportedPatch,
} from '../status/errors';
import { KubeObject, Raw } from '../types';
import { trackUpdate } from '../managed/FieldManager';
import { formatTime } from '../util/time';
import {
  forbiddenValue,
  invalidValue,
  notSupported,
  required,
} from '../validation/FieldError';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { findNamed, listQueryOf } from './handleRead';
import { negotiate } from './negotiate';
import { Body, isEmptyBody, parseObject, parseText, summary } from './readBody';
import { duplicateKeys, goJsonError } from '../schema/goJsonError';
import { presenterFor } from './represent';
import { respondJson } from './respond';
import { writeOptionsOf } from './writeOptions';

/** Kinds whose delete answers with what was deleted. */
const RETURNS_OBJECT = new Set([
  'ServiceAccount',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'ResourceQuota',
  'Service',
  'StorageClass',
  'PodTemplate',
  'VolumeAttachment',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
]);

function answer(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
  code: number,
  object: KubeObject,
): void {
  const representation = negotiate(exchange.request.headers.accept);
  const presenter = presenterFor(def, representation, exchange.query, () =>
    context.engine.clock.now(),
  );
  respondJson(exchange, code, presenter.object(object), representation.format);
}

function fromBody(
  def: ResourceDef,
  body: Body,
  options: Parameters<typeof decodeObject>[2],
): KubeObject {
  const object = parseObject(body, def.kind);
  const expected = { apiVersion: apiVersionOf(def), kind: def.kind };
  checkKind(object, expected, summary(body.text));
  const decoded = decodeObject(
    def,
    object,
    options,
    undefined,
    options.fieldValidation === 'Ignore' ? [] : duplicateKeys(body.text),
  );
  return def.convert ? def.convert.fromServed(decoded) : decoded;
}

/** The newer API of events takes less than the older one did. */
function checkNewEvent(event: Raw): void {
  const errors = [];
  if (!event.eventTime) errors.push(required('eventTime'));
  if (!['Normal', 'Warning'].includes(event.type ?? ''))
    errors.push(
      invalidValue(
        'type',
        event.type ?? '',
        `has invalid value: ${event.type ?? ''}`,
      ),
    );
  if (errors.length > 0)
    throw invalid('', 'Event', event.metadata.name ?? '', errors);
}

export function handleCreate(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body,
): void {
  const options = writeOptionsOf(exchange, 'CreateOptions');
  const input = fromBody(def, body, options);
  checkEscalation(context, def, input, exchange);
  const namespace = def.namespaced ? exchange.info.namespace : undefined;
  if (def.namespaced && !namespace) throw badRequest('namespace is required');
  if (def.convert) {
    const stored = context.engine.registry.byStorage(def.storage);
    const served = def.convert.toServed(input);
    checkNewEvent(served);
    const managedFields = trackUpdate(undefined, served, def.node, {
      manager: options.fieldManager,
      apiVersion: apiVersionOf(def),
      time: formatTime(context.engine.clock.now()),
    });
    const created = createObject(
      context.engine,
      stored,
      namespace,
      input,
      options,
      { managedFields: managedFields ?? [] },
    );
    answer(context, def, exchange, 201, created);
    return;
  }
  answer(
    context,
    def,
    exchange,
    201,
    createObject(context.engine, def, namespace, input, options),
  );
}

export function handleUpdate(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body,
): void {
  const { info } = exchange;
  const options = writeOptionsOf(exchange, 'UpdateOptions');
  const input = fromBody(def, body, options);
  const given = input.metadata;
  if (!given.name)
    throw badRequest(
      `the name of the object (${info.name} based on URL) was undeterminable: name must be provided`,
    );
  if (given.name !== info.name)
    throw badRequest(
      `the name of the object (${given.name}) does not match the name on the URL (${info.name})`,
    );
  if (def.namespaced && given.namespace && given.namespace !== info.namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  checkEscalation(context, def, input, exchange);
  const old = context.engine.find(
    def.storage,
    def.namespaced ? info.namespace : undefined,
    info.name!,
  );
  if (!old) {
    if (!def.strategy.createOnUpdate || info.subresource)
      throw notFound(def, info.name!);
    if (given.uid)
      throw conflict(
        def,
        info.name!,
        `StorageError: invalid object, Code: 4, Key: ${def.etcdPrefix}/${
          info.namespace ? `${info.namespace}/` : ''
        }${
          info.name
        }, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${
          given.uid
        }, UID in object meta: `,
      );
    // What is not there has no version that could be another.
    delete given.resourceVersion;
    const attributes = {
      verb: 'create',
      group: def.group,
      resource: def.resource,
      namespace: info.namespace,
      name: info.name,
    };
    const decision = context.rbac.authorize(exchange.user, attributes);
    if (!decision.allowed)
      throw denied(exchange.user, attributes, decision.reason);
    answer(
      context,
      def,
      exchange,
      201,
      createObject(context.engine, def, info.namespace, input, options),
    );
    return;
  }
  answer(
    context,
    def,
    exchange,
    200,
    updateObject(context.engine, def, old, input, options, {
      subresource: info.subresource,
    }),
  );
}

export function handlePatch(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body,
): void {
  const { info, query } = exchange;
  const options = writeOptionsOf(exchange, 'PatchOptions');
  if (!Object.values(PATCH_TYPES).includes(body.type)) throw unsupportedPatch();
  const isApply = body.type === PATCH_TYPES.apply;
  if (!isApply && query.get('force') !== null) {
    throw invalid('meta.k8s.io', 'PatchOptions', '', [
      forbiddenValue('force', 'may not be specified for non-apply patch'),
    ]);
  }
  const parsed = isApply ? parseText(body.text, 'yaml') : parsePatch(body);
  const request = {
    type: body.type,
    body: parsed,
    text: body.text,
    name: info.name!,
    namespace: def.namespaced ? info.namespace : undefined,
    subresource: info.subresource,
    force: ['true', '1'].includes(query.get('force') ?? ''),
    hasFieldManager: Boolean(query.get('fieldManager')),
  };
  if (
    isApply &&
    !context.engine.find(def.storage, request.namespace, request.name)
  ) {
    // Who applies what is not there creates it.
    const attributes = {
      verb: 'create',
      group: def.group,
      resource: def.resource,
      namespace: info.namespace,
      name: info.name,
    };
    const decision = context.rbac.authorize(exchange.user, attributes);
    if (!decision.allowed)
      throw denied(exchange.user, attributes, decision.reason);
  }
  if (grantsRights(def)) {
    // What a patch would grant shows only when it has been applied.
    const { object: tried } = patchObject(context.engine, def, request, {
      ...options,
      dryRun: true,
      warnings: [],
    });
    checkEscalation(context, def, tried, exchange);
  }
  const { object, created } = patchObject(
    context.engine,
    def,
    request,
    options,
  );
  answer(context, def, exchange, created ? 201 : 200, object);
}

function parsePatch({ text, type }: Body): Raw {
  const refused = (why: string) =>
    badRequest(
      type === PATCH_TYPES.strategic ? why : `error decoding patch: ${why}`,
    );
  let patch: Raw;
  try {
    patch = JSON.parse(text);
  } catch {
    throw refused(goJsonError(text));
  }
  const isMap =
    patch !== null && typeof patch === 'object' && !Array.isArray(patch);
  if (type !== PATCH_TYPES.json && !isMap) {
    let what: string = typeof patch;
    if (Array.isArray(patch)) what = 'array';
    else if (what === 'boolean') what = 'bool';
    throw refused(
      `json: cannot unmarshal ${what} into Go value of type map[string]interface {}`,
    );
  }
  return patch;
}

const PRESERVES_PODS =
  'child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning';

/** Reads the options of a delete from its body, or else from its query. */
function deleteOptionsOf(
  exchange: Exchange,
  body: Body,
): DeleteOptions & { dryRun?: string[] } {
  if (!isEmptyBody(body)) {
    const given = parseObject(body);
    const { kind = 'DeleteOptions', apiVersion = 'v1', dryRun } = given;
    if (kind !== 'DeleteOptions')
      throw badRequest(
        `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`,
      );
    if ((dryRun ?? []).some((v: string) => v !== 'All'))
      throw invalid('meta.k8s.io', 'DeleteOptions', '', [
        notSupported('dryRun', dryRun, ['All']),
      ]);
    return given;
  }
  const out: DeleteOptions = {};
  const grace = exchange.query.get('gracePeriodSeconds');
  if (grace && !/^[-+]?\d+$/.test(grace))
    throw badRequest(
      `strconv.ParseInt: parsing ${JSON.stringify(grace)}: invalid syntax`,
    );
  if (grace) out.gracePeriodSeconds = Number(grace);
  const policy = exchange.query.get('propagationPolicy');
  if (policy) out.propagationPolicy = policy;
  const orphan = exchange.query.get('orphanDependents');
  if (orphan) out.orphanDependents = orphan === 'true';
  return out;
}

export function handleDelete(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body,
): void {
  const asked = deleteOptionsOf(exchange, body);
  const { dryRun } = writeOptionsOf(exchange, 'DeleteOptions');
  if (
    def.storage === 'jobs.batch' &&
    asked.propagationPolicy === undefined &&
    asked.orphanDependents === undefined
  )
    exchange.warnings.push(PRESERVES_PODS);
  validateDeleteOptions(asked);
  const object = findNamed(context, def, exchange);
  const { object: last, gone } = deleteObject(
    context.engine,
    def,
    object,
    asked,
    { dryRun: dryRun || (asked.dryRun ?? []).includes('All') },
  );
  if (!gone || def.kind === 'Pod' || RETURNS_OBJECT.has(def.kind)) {
    answer(context, def, exchange, 200, last);
    return;
  }
  respondJson(exchange, 200, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: last.metadata.name,
      ...(def.group ? { group: def.group } : {}),
      kind: def.resource,
      uid: last.metadata.uid,
    },
  });
}

export function handleDeleteCollection(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body,
): void {
  const asked = deleteOptionsOf(exchange, body);
  const { dryRun } = writeOptionsOf(exchange, 'DeleteOptions');
  const page = listObjects(
    context.engine,
    def,
    def.namespaced ? exchange.info.namespace : undefined,
    listQueryOf(exchange.query),
  );
  for (const object of page.items)
    deleteObject(context.engine, def, object, asked, {
      dryRun: dryRun || (asked.dryRun ?? []).includes('All'),
    });
  const representation = negotiate(exchange.request.headers.accept);
  const presenter = presenterFor(def, representation, exchange.query, () =>
    context.engine.clock.now(),
  );
  respondJson(exchange, 200, presenter.list(page), representation.format);
}
