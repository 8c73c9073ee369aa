import { FieldNode, SchemaNode, StructNode } from '../schema/nodes';
import { badRequest, plainError } from '../status/errors';
import { StatusError } from '../status/StatusError';
import { Raw } from '../types';
import { equalJson, isObject } from '../util/json';

const DIRECTIVE = '$patch';
const RETAIN = '$retainKeys';
const DELETE_LIST = '$deleteFromPrimitiveList/';
const ORDER = '$setElementOrder';

/** Applies a strategic merge patch by the merge keys of the type. */
export function applyStrategicMerge(
  target: Raw,
  patch: Raw,
  node: StructNode,
): Raw {
  if (!isObject(patch))
    throw badRequest(
      'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
    );
  return mergeMaps(target ?? {}, patch, node);
}

function strategies(field: FieldNode | undefined): string[] {
  return field?.patchStrategy ? field.patchStrategy.split(',') : [];
}

function mergeMaps(target: Raw, patch: Raw, node: SchemaNode | undefined): Raw {
  if (DIRECTIVE in patch) {
    if (patch[DIRECTIVE] === 'replace') {
      const { [DIRECTIVE]: _, ...rest } = patch;
      return rest;
    }
    if (patch[DIRECTIVE] === 'delete') return {};
    if (patch[DIRECTIVE] !== 'merge')
      throw rejected(`unknown patch type found: ${patch[DIRECTIVE]} in map`);
  }
  for (const key of Object.keys(patch)) {
    if (key.startsWith(ORDER) && !Array.isArray(patch[key]))
      throw plainError(
        500,
        `expected a []interface {}, but received a ${
          typeof patch[key] === 'number' ? 'int64' : typeof patch[key]
        }`,
      );
  }
  let out: Raw = { ...target };
  if (Array.isArray(patch[RETAIN])) {
    const keep = new Set(patch[RETAIN]);
    out = Object.fromEntries(Object.entries(out).filter(([k]) => keep.has(k)));
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key === DIRECTIVE || key === RETAIN || key.startsWith(ORDER)) continue;
    if (key.startsWith(DELETE_LIST)) {
      const name = key.slice(DELETE_LIST.length);
      if (Array.isArray(out[name]))
        out[name] = out[name].filter(
          (x: Raw) => !(value as Raw[]).some(v => equalJson(v, x)),
        );
      continue;
    }
    if (value === null) {
      delete out[key];
      continue;
    }
    const field = node?.kind === 'struct' ? node.byName.get(key) : undefined;
    const child =
      field?.node ?? (node?.kind === 'map' ? node.element : undefined);
    if (isObject(value)) {
      const replaces = strategies(field).includes('replace');
      out[key] = replaces
        ? value
        : mergeMaps(isObject(out[key]) ? out[key] : {}, value, child);
      if (value[DIRECTIVE] === 'delete') delete out[key];
    } else if (Array.isArray(value) && strategies(field).includes('merge')) {
      out[key] = mergeLists(
        out[key] ?? [],
        value,
        child,
        field?.patchMergeKey,
        patch[`${ORDER}/${key}`],
      );
    } else {
      out[key] = value;
    }
  }
  for (const key of Object.keys(patch)) {
    if (!key.startsWith(ORDER)) continue;
    const name = key.slice(ORDER.length + 1);
    const field = node?.kind === 'struct' ? node.byName.get(name) : undefined;
    if (Array.isArray(out[name]) && !Array.isArray(patch[name]))
      out[name] = order(
        out[name],
        patch[key],
        [],
        field?.patchMergeKey,
        target[name],
      );
  }
  return out;
}

function mergeLists(
  target: Raw[],
  patch: Raw[],
  node: SchemaNode | undefined,
  mergeKey: string | undefined,
  wanted: Raw,
): Raw[] {
  if (!mergeKey) {
    const out = [...target];
    for (const item of patch)
      if (!out.some(x => equalJson(x, item))) out.push(item);
    return order(out, wanted ?? patch, patch, undefined, target);
  }
  const element = node?.kind === 'list' ? node.element : undefined;
  if (patch.some(p => isObject(p) && p[DIRECTIVE] === 'replace'))
    return patch.filter(p => p[DIRECTIVE] !== 'replace');
  let out = [...target];
  for (const item of patch) {
    if (!isObject(item))
      throw rejected('invalid patch: list items must be objects');
    const key = item[mergeKey];
    if (key === undefined)
      throw plainError(
        500,
        `map: ${goMap(item)} does not contain declared merge key: ${mergeKey}`,
      );
    const directive = item[DIRECTIVE];
    if (
      directive !== undefined &&
      !['delete', 'merge', 'replace'].includes(directive)
    )
      throw plainError(
        500,
        `unknown patch type: ${directive} in map: ${goMap(item)}`,
      );
    if (item[DIRECTIVE] === 'delete') {
      out = out.filter(x => !equalJson(x?.[mergeKey], key));
      continue;
    }
    const at = out.findIndex(x => equalJson(x?.[mergeKey], key));
    if (at >= 0) out[at] = mergeMaps(out[at], item, element);
    else out.push(mergeMaps({}, item, element));
  }
  const ids = patch.filter(
    p => p[DIRECTIVE] === undefined || p[DIRECTIVE] === 'merge',
  );
  return order(out, wanted ?? ids, ids, mergeKey, target);
}

/** Puts items that the patch names in its order, between the others in theirs. */
function order(
  items: Raw[],
  wanted: Raw,
  patch: Raw[],
  mergeKey: string | undefined,
  server: Raw[] | undefined,
): Raw[] {
  const id = (x: Raw) =>
    JSON.stringify(mergeKey && isObject(x) ? x[mergeKey] : x);
  const serverIndex = new Map<string, number>(
    (server ?? []).map((x, i) => [id(x), i]),
  );
  const rank = new Map<string, number>(
    [...(wanted as Raw[]), ...patch]
      .map(id)
      .filter((x, i, all) => all.indexOf(x) === i)
      .map((x, i) => [x, i]),
  );
  const named = items
    .filter(i => rank.has(id(i)))
    .sort((a, b) => rank.get(id(a))! - rank.get(id(b))!);
  const others = items.filter(i => !rank.has(id(i)));
  const out: Raw[] = [];
  let o = 0;
  let n = 0;
  while (o < others.length && n < named.length) {
    const left = serverIndex.get(id(others[o]));
    const right = serverIndex.get(id(named[n]));
    if (left !== undefined && right !== undefined && left < right)
      out.push(others[o++]);
    else out.push(named[n++]);
  }
  return [...out, ...others.slice(o), ...named.slice(n)];
}

function goMap(item: Raw): string {
  const show = (v: Raw): string => {
    if (isObject(v)) return goMap(v);
    return Array.isArray(v) ? `[${v.map(show).join(' ')}]` : String(v);
  };
  return `map[${Object.keys(item)
    .sort()
    .map(k => `${k}:${show(item[k])}`)
    .join(' ')}]`;
}

function rejected(_message: string): StatusError {
  return new StatusError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );
}
