import { ResourceDef } from '../registry/ResourceDef';
import {
  badRequest,
  conflict,
  methodNotAllowed,
  notFound,
  resourceNotFound,
} from '../status/errors';
import { Raw } from '../types';
import { Exchange } from './Exchange';
import { RouteContext } from './RouteContext';
import { planExec } from './handleExec';
import { handleEviction } from './handleEviction';
import { handleLog } from './handleLog';
import { findNamed, handleGet } from './handleRead';
import { handleScale } from './handleScale';
import { handleToken } from './handleToken';
import { handlePatch, handleUpdate } from './handleWrite';
import { Body, parseObject } from './readBody';
import { respondJson } from './respond';

export function routeSubresource(
  context: RouteContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body | undefined,
): void {
  const { info } = exchange;
  const known = def.subresources.get(info.subresource!);
  if (!known) throw resourceNotFound();
  const verb = info.verb === 'deletecollection' ? 'delete' : info.verb;
  if (!known.verbs.includes(verb)) throw methodNotAllowed();
  switch (info.subresource) {
    case 'scale':
      handleScale(context, def, exchange, body);
      return;
    case 'log':
      handleLog(context, def, exchange);
      return;
    case 'eviction':
      handleEviction(context, def, exchange, body!);
      return;
    case 'exec':
    case 'attach':
      planExec(context, def, info, exchange.query);
      throw badRequest('Upgrade request required');
    case 'portforward':
      findNamed(context, def, exchange);
      throw badRequest('Upgrade request required');
    case 'token':
      handleToken(context, def, exchange, body!);
      return;
    case 'binding':
      bindPod(context, def, exchange, body!);
      return;
    case 'finalize':
      finalizeNamespace(context, def, exchange, body!);
      return;
    default:
      if (verb === 'get') handleGet(context, def, exchange);
      else if (verb === 'patch') handlePatch(context, def, exchange, body!);
      else handleUpdate(context, def, exchange, body!);
  }
}

function bindPod(
  context: RouteContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body,
): void {
  const pod: Raw = findNamed(context, def, exchange);
  const target = parseObject(body).target?.name;
  if (!target) throw badRequest('Binding target.name is required');
  if (pod.spec.nodeName)
    throw conflict(
      { group: '', resource: 'pods/binding' },
      pod.metadata.name,
      `pod ${pod.metadata.name} is already assigned to node "${pod.spec.nodeName}"`,
    );
  if (!context.engine.find('nodes', undefined, target))
    throw notFound({ group: '', resource: 'nodes' }, target);
  context.scheduler.bind(pod, target);
  respondJson(exchange, 201, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 201,
  });
}

function finalizeNamespace(
  context: RouteContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body,
): void {
  const namespace: Raw = findNamed(context, def, exchange);
  const finalizers = parseObject(body).spec?.finalizers ?? [];
  const next: Raw = { ...namespace, spec: { ...namespace.spec, finalizers } };
  if (namespace.metadata.deletionTimestamp && finalizers.length === 0) {
    context.engine.store.remove('namespaces', namespace.metadata.name, next);
    respondJson(exchange, 200, next);
    return;
  }
  respondJson(
    exchange,
    200,
    context.engine.store.put('namespaces', namespace.metadata.name, next),
  );
}
