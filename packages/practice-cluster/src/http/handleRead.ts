import { listObjects, ListQuery, parseVersion, tooLarge } from '../api/list';
import { ResourceDef } from '../registry/ResourceDef';
import { badRequest, notFound } from '../status/errors';
import { StatusError } from '../status/StatusError';
import { KubeObject } from '../types';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { negotiate, Representation } from './negotiate';
import { presenterFor } from './represent';
import { respondJson } from './respond';

/** Reads the parameters of lists and watches. */
export function listQueryOf(query: URLSearchParams): ListQuery {
  const text = (name: string) => query.get(name) || undefined;
  const number = (name: string) => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (!/^-?\d+$/.test(value))
      throw badRequest(
        `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`,
      );
    return Number(value);
  };
  const flag = query.get('sendInitialEvents');
  return {
    labelSelector: text('labelSelector'),
    fieldSelector: text('fieldSelector'),
    limit: number('limit'),
    continue: text('continue'),
    resourceVersion: text('resourceVersion'),
    resourceVersionMatch: text('resourceVersionMatch'),
    sendInitialEvents:
      flag === null ? undefined : flag === 'true' || flag === '1',
  };
}

/** The stored object that a URL names. */
export function findNamed(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
): KubeObject {
  const { name, namespace } = exchange.info;
  const object = context.engine.find(
    def.storage,
    def.namespaced ? namespace : undefined,
    name!,
  );
  if (!object) throw notFound(def, name!);
  return object;
}

/** A list of metadata is no form of a single object. */
function mustBeOne({ as }: Representation, def: ResourceDef): void {
  if (as !== 'PartialObjectMetadataList') return;
  const internal = def.group ? def.group.split('.')[0] : 'core';
  throw new StatusError(
    406,
    'NotAcceptable',
    `you requested PartialObjectMetadataList, but the requested object is not a list (*${internal}.${def.kind})`,
  );
}

export function handleGet(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
): void {
  const representation = negotiate(exchange.request.headers.accept);
  mustBeOne(representation, def);
  const version = exchange.query.get('resourceVersion');
  if (version) {
    const asked = parseVersion(version, true);
    const current = context.engine.store.version;
    if (asked > current) throw tooLarge(asked, current);
  }
  const presenter = presenterFor(def, representation, exchange.query, () =>
    context.engine.clock.now(),
  );
  respondJson(
    exchange,
    200,
    presenter.object(findNamed(context, def, exchange)),
    representation.format,
  );
}

export function handleList(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
): void {
  const representation = negotiate(exchange.request.headers.accept, true);
  const page = listObjects(
    context.engine,
    def,
    def.namespaced ? exchange.info.namespace : undefined,
    listQueryOf(exchange.query),
  );
  const presenter = presenterFor(def, representation, exchange.query, () =>
    context.engine.clock.now(),
  );
  respondJson(exchange, 200, presenter.list(page), representation.format);
}
