import { Registry, servedVersion } from '../registry/Registry';
import { methodNotAllowed, resourceNotFound } from '../status/errors';
import { apiVersionOf } from '../registry/ResourceDef';
import { Exchange } from './Exchange';
import { RouteContext } from './RouteContext';
import {
  aggregatedDiscovery,
  apiGroupList,
  apiGroupOf,
  apiResourceList,
  apiVersions,
} from './discovery';
import { wantsAggregatedDiscovery } from './negotiate';
import { openApiV2, openApiV3, openApiV3Index } from './openapi';
import { respondJson, respondText } from './respond';

export const NOT_FOUND_TEXT = '404 page not found\n';

const HEALTH = new Set(['/healthz', '/livez', '/readyz']);

/** What the probes look at; `kubectl get --raw /readyz?verbose` lists it. */
const CHECKS = ['ping', 'log', 'etcd'];

function healthOf(exchange: Exchange, probe: string, check?: string): string {
  if (check !== undefined || !exchange.query.has('verbose')) return 'ok';
  return [
    ...CHECKS.map(name => `[+]${name} ok`),
    `${probe} check passed`,
    '',
  ].join('\n');
}

/** A version that a known group does not have is refused by the group; of an unknown group nobody knows. */
function isUnknownVersion(registry: Registry, parts: string[]): boolean {
  if (parts[0] === 'api') return parts.length > 1;
  return (
    parts[0] === 'apis' &&
    parts.length > 2 &&
    apiGroupOf(registry, parts[1]) !== undefined
  );
}

export function routePath(context: RouteContext, exchange: Exchange): void {
  const { registry } = context.engine;
  const path = exchange.info.path.replace(/\/$/, '') || '/';
  const { accept, host } = exchange.request.headers;
  if (!['GET', 'HEAD'].includes(exchange.request.method ?? '')) {
    throw methodNotAllowed();
  }
  const [, probe, check] = path.split('/');
  if (HEALTH.has(`/${probe}`)) {
    if (check === undefined || CHECKS.includes(check)) {
      respondText(exchange, 200, healthOf(exchange, probe, check));
      return;
    }
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
  } else if (path === '/openapi/v3') {
    respondText(exchange, 200, JSON.stringify(openApiV3Index(registry)));
    return;
  } else if (path.startsWith('/openapi/v3/')) {
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
  if (answer === undefined && isUnknownVersion(registry, parts))
    throw resourceNotFound();
  if (answer === undefined) respondText(exchange, 404, NOT_FOUND_TEXT);
  else respondJson(exchange, 200, answer);
}
