import { methodNotAllowed, resourceNotFound } from '../status/errors';
import { Exchange } from './Exchange';
import { RequestInfo } from './RequestInfo';
import { RouteContext } from './RouteContext';
import { handleMetrics } from './metrics';
import { routePractice } from './practiceRoutes';
import { readBody } from './readBody';
import { respondText } from './respond';
import { NOT_FOUND_TEXT, routePath } from './routePath';
import { routeResource } from './routeResource';
import { routeSubresource } from './routeSubresource';

/** A namespace is asked about in its own path. */
function isOwnNamespace({ resource, namespace, name }: RequestInfo): boolean {
  return resource === 'namespaces' && namespace === name;
}

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
  if (exchange.request.method === 'HEAD') throw methodNotAllowed();
  const { registry } = context.engine;
  if (!registry.groupVersion(group, version)) {
    respondText(exchange, 404, NOT_FOUND_TEXT);
    return;
  }
  const def = registry.find(group, version, resource);
  if (!def || (!def.namespaced && info.namespace && !isOwnNamespace(info)))
    throw resourceNotFound();
  if (def.storage === 'componentstatuses')
    exchange.warnings.push('v1 ComponentStatus is deprecated in v1.19+');
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
