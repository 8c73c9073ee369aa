import { answerReview } from '../auth/reviews';
import { PracticeControls, routePractice } from './practiceRoutes';
import { Scheduler } from '../scheduler/Scheduler';
import { decodeObject, checkKind } from '../api/decodeBody';
import { FieldSet } from '../managed/FieldSet';
import { trackUpdate } from '../managed/FieldManager';
import { formatTime } from '../util/time';
import { apiVersionOf, ResourceDef } from '../registry/ResourceDef';
import { servedVersion } from '../registry/Registry';
import {
  badRequest,
  conflict,
  methodNotAllowed,
  methodNotSupported,
  notFound,
  resourceNotFound,
} from '../status/errors';
import { Raw } from '../types';
import { ClusterContext } from './ClusterContext';
import {
  aggregatedDiscovery,
  apiGroupList,
  apiGroupOf,
  apiResourceList,
  apiVersions,
} from './discovery';
import { Exchange } from './Exchange';
import { handleEviction } from './handleEviction';
import { handleLog } from './handleLog';
import { findNamed, handleGet, handleList } from './handleRead';
import { handleScale } from './handleScale';
import { handleToken } from './handleToken';
import { handleWatch } from './handleWatch';
import {
  handleCreate,
  handleDelete,
  handleDeleteCollection,
  handlePatch,
  handleUpdate,
} from './handleWrite';
import { handleMetrics } from './metrics';
import { wantsAggregatedDiscovery } from './negotiate';
import { openApiV2, openApiV3, openApiV3Index } from './openapi';
import { Body, parseObject, readBody } from './readBody';
import { respondJson, respondText } from './respond';
import { writeOptionsOf } from './writeOptions';

/** What routing needs beside the cluster itself. */
export interface RouteContext extends ClusterContext {
  scheduler: Scheduler;
  controls: PracticeControls;
}

const NOT_FOUND_TEXT = '404 page not found\n';
const HEALTH = new Set(['/healthz', '/livez', '/readyz']);

/** Answers a request that was allowed. */
export async function route(
  context: RouteContext,
  exchange: Exchange,
): Promise<void> {
  const { info } = exchange;
  if (info.path.startsWith('/practice/')) {
    await routePractice(context.controls, exchange);
    return;
  }
  if (!info.isResource) {
    routePath(context, exchange);
    return;
  }
  const { group, version, resource } = info;
  if (
    group === 'metrics.k8s.io' &&
    version === 'v1beta1' &&
    (resource === 'pods' || resource === 'nodes')
  ) {
    if (info.verb !== 'get' && info.verb !== 'list') throw methodNotAllowed();
    handleMetrics(context, exchange);
    return;
  }
  const { registry } = context.engine;
  if (!registry.groupVersion(group, version)) {
    respondText(exchange, 404, NOT_FOUND_TEXT);
    return;
  }
  const def = registry.find(group, version, resource);
  if (!def) throw resourceNotFound();
  if (def.storage === 'endpoints')
    exchange.warnings.push(
      'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
    );
  const body = [
    'create',
    'update',
    'patch',
    'delete',
    'deletecollection',
  ].includes(info.verb)
    ? await readBody(exchange.request)
    : undefined;
  if (info.subresource) routeSubresource(context, def, exchange, body);
  else routeResource(context, def, exchange, body);
}

function routePath(context: RouteContext, exchange: Exchange): void {
  const { registry } = context.engine;
  const path = exchange.info.path.replace(/\/$/, '') || '/';
  const { accept, host } = exchange.request.headers;
  if (HEALTH.has(path)) {
    respondText(exchange, 200, 'ok');
    return;
  }
  if (path === '/version') {
    const [major, minor] = servedVersion().slice(1).split('.');
    respondJson(exchange, 200, {
      major,
      minor,
      emulationMajor: major,
      emulationMinor: minor,
      minCompatibilityMajor: major,
      minCompatibilityMinor: String(Number(minor) - 1),
      gitVersion: servedVersion(),
      gitCommit: '',
      gitTreeState: 'clean',
      buildDate: '',
      goVersion: 'none',
      compiler: 'practice',
      platform: 'linux/amd64',
    });
    return;
  }
  const aggregated = wantsAggregatedDiscovery(accept);
  const parts = path.split('/').slice(1);
  let answer: unknown;
  if ((path === '/api' || path === '/apis') && aggregated) {
    const type = `application/json;g=apidiscovery.k8s.io;v=${aggregated};as=APIGroupDiscoveryList`;
    respondJson(
      exchange,
      200,
      aggregatedDiscovery(registry, path === '/api', aggregated),
      'json',
      type,
    );
    return;
  }
  if (path === '/api') answer = apiVersions(host ?? '');
  else if (path === '/apis') answer = apiGroupList(registry);
  else if (parts[0] === 'api' && parts.length === 2)
    answer = apiResourceList(registry, '', parts[1]);
  else if (parts[0] === 'apis' && parts.length === 2)
    answer = apiGroupOf(registry, parts[1]);
  else if (parts[0] === 'apis' && parts.length === 3)
    answer = apiResourceList(registry, parts[1], parts[2]);
  else if (path === '/openapi/v2') {
    respondText(exchange, 200, openApiV2(), 'application/json');
    return;
  } else if (path === '/openapi/v3') answer = openApiV3Index(registry);
  else if (path.startsWith('/openapi/v3/')) {
    const text = openApiV3(registry, path.slice('/openapi/v3/'.length));
    if (text) {
      respondText(exchange, 200, text, 'application/json');
      return;
    }
  } else if (path === '/') {
    answer = {
      paths: [
        '/api',
        '/api/v1',
        '/apis',
        ...registry
          .groupVersions()
          .filter(g => g.group)
          .map(g => `/apis/${apiVersionOf(g)}`),
        '/healthz',
        '/livez',
        '/openapi/v2',
        '/openapi/v3',
        '/readyz',
        '/version',
      ],
    };
  }
  if (answer === undefined) respondText(exchange, 404, NOT_FOUND_TEXT);
  else respondJson(exchange, 200, answer);
}

function routeResource(
  context: RouteContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body | undefined,
): void {
  const { info } = exchange;
  if (
    def.namespaced &&
    !info.namespace &&
    !['list', 'watch', 'deletecollection', 'create'].includes(info.verb)
  )
    throw badRequest('namespace is required');
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

function routeSubresource(
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
    case 'portforward':
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
