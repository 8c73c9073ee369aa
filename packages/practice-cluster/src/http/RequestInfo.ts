/** What a URL asks for, as the API server takes it apart. */
export interface RequestInfo {
  path: string;
  isResource: boolean;
  verb: string;
  group: string;
  version: string;
  namespace?: string;
  resource: string;
  subresource?: string;
  name?: string;
  /** What follows a subresource, e.g. a proxied path. */
  rest: string[];
}

const VERBS: Record<string, string> = {
  POST: 'create',
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};
const NAMESPACE_SUBRESOURCES = new Set(['status', 'finalize']);

/** Takes a request's path apart. */
export function parseRequest(
  method: string,
  path: string,
  query: URLSearchParams,
): RequestInfo {
  const parts = path
    .split('/')
    .filter(p => p !== '')
    .map(decodeURIComponent);
  const info: RequestInfo = {
    path,
    isResource: false,
    verb: method.toLowerCase(),
    group: '',
    version: '',
    resource: '',
    rest: [],
  };
  if (parts[0] !== 'api' && parts[0] !== 'apis') return info;
  const isCore = parts[0] === 'api';
  if (parts.length < (isCore ? 3 : 4)) return info;
  let rest = parts.slice(1);
  if (!isCore) info.group = rest.shift()!;
  info.version = rest.shift()!;
  info.isResource = true;
  info.verb = VERBS[method] ?? '';
  if (rest[0] === 'watch') {
    rest = rest.slice(1);
    info.verb = 'watch';
  }
  if (rest[0] === 'namespaces' && rest.length > 1) {
    info.namespace = rest[1];
    if (rest.length > 2 && !NAMESPACE_SUBRESOURCES.has(rest[2]))
      rest = rest.slice(2);
  }
  [info.resource] = rest;
  info.name = rest[1];
  info.subresource = rest[2];
  info.rest = rest.slice(3);
  if (info.verb === 'get' && !info.name) {
    const watch = query.get('watch');
    info.verb =
      watch === 'true' || watch === '1' || watch === '' ? 'watch' : 'list';
  }
  if (info.verb === 'list' || info.verb === 'watch') {
    const match = /(?:^|,)metadata\.name==?([^,!=]+)/.exec(
      query.get('fieldSelector') ?? '',
    );
    if (match && !info.name) info.name = match[1];
  }
  if (info.verb === 'delete' && !info.name) info.verb = 'deletecollection';
  return info;
}
