import { checkKind, decodeObject } from '../api/decodeBody';
import { answerReview } from '../auth/reviews';
import { trackUpdate } from '../managed/FieldManager';
import { FieldSet } from '../managed/FieldSet';
import { ResourceDef, apiVersionOf } from '../registry/ResourceDef';
import {
  methodNotAllowed,
  methodNotSupported,
  resourceNotFound,
} from '../status/errors';
import { Raw } from '../types';
import { formatTime } from '../util/time';
import { Exchange } from './Exchange';
import { RouteContext } from './RouteContext';
import { handleGet, handleList } from './handleRead';
import { handleWatch } from './handleWatch';
import {
  handleCreate,
  handleDelete,
  handleDeleteCollection,
  handlePatch,
  handleUpdate,
} from './handleWrite';
import { Body, parseObject } from './readBody';
import { respondJson } from './respond';
import { writeOptionsOf } from './writeOptions';

export function routeResource(
  context: RouteContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body | undefined,
): void {
  const { info } = exchange;
  if (def.namespaced && !info.namespace) {
    // Across namespaces there is only reading.
    if (info.name) throw resourceNotFound();
    if (!['list', 'watch'].includes(info.verb)) throw methodNotAllowed();
  }
  if (
    info.verb === 'create' &&
    def.group.startsWith('auth') &&
    def.group.includes('.k8s.io')
  ) {
    createReview(context, def, exchange, body!);
    return;
  }
  const named = ['update', 'patch'].includes(info.verb);
  if (
    !def.verbs.includes(info.verb) ||
    (info.verb === 'create' && info.name) ||
    (named && !info.name)
  )
    throw methodNotAllowed();
  switch (info.verb) {
    case 'get':
      handleGet(context, def, exchange);
      break;
    case 'list':
      handleList(context, def, exchange);
      break;
    case 'watch':
      handleWatch(context, def, exchange);
      break;
    case 'create':
      handleCreate(context, def, exchange, body!);
      break;
    case 'update':
      handleUpdate(context, def, exchange, body!);
      break;
    case 'patch':
      handlePatch(context, def, exchange, body!);
      break;
    case 'delete':
      handleDelete(context, def, exchange, body!);
      break;
    default:
      handleDeleteCollection(context, def, exchange, body!);
  }
}

function createReview(
  context: RouteContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body,
): void {
  const input = parseObject(body);
  checkKind(input, { apiVersion: apiVersionOf(def), kind: def.kind });
  const options = writeOptionsOf(exchange, 'CreateOptions');
  const decoded: Raw = decodeObject(def, input, options);
  const { rbac, identities, engine } = context;
  const resetFields = new FieldSet(['f:status']);
  if (def.kind !== 'SelfSubjectReview') {
    const writer = {
      manager: options.fieldManager,
      apiVersion: apiVersionOf(def),
      time: formatTime(engine.clock.now()),
    };
    decoded.metadata = {
      ...decoded.metadata,
      managedFields: trackUpdate(
        undefined,
        decoded,
        def.node,
        writer,
        resetFields,
      ),
    };
  }
  const answer = answerReview(def.kind, decoded, {
    rbac,
    identities,
    user: exchange.user,
    namespace: exchange.info.namespace,
    now: engine.clock.now(),
  });
  if (!answer) throw methodNotSupported(def, 'create');
  respondJson(exchange, 201, answer);
}
