import { badRequest } from '../status/errors';
import { apiVersionOf, ResourceDef } from '../registry/ResourceDef';
import { ListPage } from '../api/list';
import { KubeObject, Raw } from '../types';
import { Representation } from './negotiate';

/** Writes objects the way a client asked for. */
export interface Presenter {
  object(object: KubeObject): Raw;
  list(page: ListPage): Raw;
  /** An object inside a watch event. */
  watched(object: Raw): Raw;
}

function served(def: ResourceDef, object: KubeObject): KubeObject {
  return def.convert ? def.convert.toServed(object) : object;
}

function partial(object: Raw, version: string | undefined): Raw {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: `meta.k8s.io/${version ?? 'v1'}`,
    metadata: object.metadata,
  };
}

function listMeta(page: ListPage, def?: ResourceDef): Raw {
  return {
    resourceVersion: page.resourceVersion,
    ...(page.continue || def?.custom ? { continue: page.continue ?? '' } : {}),
    ...(page.remainingItemCount !== undefined
      ? { remainingItemCount: page.remainingItemCount }
      : {}),
  };
}

/** Objects in full. */
function plain(def: ResourceDef): Presenter {
  const items = (page: ListPage) =>
    page.items.map(o => {
      const full = served(def, o);
      if (def.custom) return full;
      const { apiVersion, kind, ...rest } = full;
      return rest;
    });
  return {
    object: o => served(def, o),
    list: page => ({
      kind: `${def.kind}List`,
      apiVersion: apiVersionOf(def),
      metadata: listMeta(page, def),
      items: items(page),
    }),
    watched: o => o,
  };
}

/** Rows and columns. */
function table(
  def: ResourceDef,
  representation: Representation,
  includeObject: string,
  now: () => number,
): Presenter {
  const { columns, rows } = def.strategy;
  // Kinds without columns of their own leave out an empty list of rows.
  const isPlainTable =
    def.custom !== undefined || columns[1]?.name === 'Created At';
  const shell = (meta: Raw, body: Raw[], withColumns = true): Raw => ({
    kind: 'Table',
    apiVersion: `meta.k8s.io/${representation.version}`,
    metadata: meta,
    columnDefinitions: withColumns ? columns : null,
    rows: body.length === 0 && isPlainTable ? null : body,
  });
  const row = (stored: KubeObject, full: Raw): Raw => {
    const out: Raw = { cells: rows(stored, now()) };
    const conditions = rowConditions(stored);
    if (conditions) out.conditions = conditions;
    if (includeObject === 'Object') out.object = full;
    else
      out.object =
        includeObject === 'None' ? null : partial(full, representation.version);
    return out;
  };
  let first = true;
  const fromServed = (o: Raw) => (def.convert ? def.convert.fromServed(o) : o);
  return {
    object: o =>
      shell({ resourceVersion: o.metadata.resourceVersion }, [
        row(o, served(def, o)),
      ]),
    list: page =>
      shell(
        listMeta(page),
        page.items.map(o => row(o, served(def, o))),
      ),
    watched: o => {
      const withColumns = first;
      first = false;
      const isBookmark = Object.keys(o).every(
        k => k === 'kind' || k === 'apiVersion' || k === 'metadata',
      );
      if (isBookmark)
        return shell(
          { resourceVersion: o.metadata.resourceVersion },
          [{ cells: [], object: partial(o, representation.version) }],
          withColumns,
        );
      return shell(
        { resourceVersion: o.metadata.resourceVersion },
        [row(fromServed(o), o)],
        withColumns,
      );
    },
  };
}

function rowConditions(object: Raw): Raw[] | undefined {
  if (object.kind !== 'Pod') return undefined;
  if (object.status?.phase === 'Succeeded')
    return [
      {
        type: 'Completed',
        status: 'True',
        reason: 'Succeeded',
        message: 'The pod has completed successfully.',
      },
    ];
  if (object.status?.phase === 'Failed')
    return [
      {
        type: 'Completed',
        status: 'True',
        reason: 'Failed',
        message: 'The pod failed.',
      },
    ];
  return undefined;
}

/** Metadata only. */
function metadataOnly(
  def: ResourceDef,
  representation: Representation,
): Presenter {
  return {
    object: o => partial(served(def, o), representation.version),
    list: page => ({
      kind: 'PartialObjectMetadataList',
      apiVersion: `meta.k8s.io/${representation.version}`,
      metadata: listMeta(page),
      items: page.items.map(o =>
        partial(served(def, o), representation.version),
      ),
    }),
    watched: o => partial(o, representation.version),
  };
}

/** The presenter for a negotiated representation. */
export function presenterFor(
  def: ResourceDef,
  representation: Representation,
  query: URLSearchParams,
  now: () => number,
): Presenter {
  const include = query.get('includeObject') || 'Metadata';
  if (
    representation.as === 'Table' &&
    !['Metadata', 'Object', 'None'].includes(include)
  )
    throw badRequest(
      `Unable to convert to Table as requested: includeObject: Invalid value: ${JSON.stringify(
        include,
      )}: must be 'Metadata', 'Object', 'None', or empty`,
    );
  if (representation.as === 'Table')
    return table(def, representation, include, now);
  if (representation.as) return metadataOnly(def, representation);
  return plain(def);
}
