import { ListNode, SchemaNode } from '../schema/nodes';
import { Raw } from '../types';
import { isObject } from '../util/json';
import { listElement, resolveNode } from './listElements';

/** Lays a configuration over a live object, list items by their keys. */
export function mergeTyped(
  live: Raw,
  config: Raw,
  typed: SchemaNode | undefined,
): Raw {
  if (config === undefined) return live;
  if (live === undefined || live === null || config === null) return config;
  const node = resolveNode(typed, config);
  if (node.kind === 'scalar' || node.kind === 'any') return config;
  if (node.kind === 'list')
    return node.relation === 'atomic' ? config : mergeLists(live, config, node);
  if (node.atomic || !isObject(live) || !isObject(config)) return config;
  const out: Raw = { ...live };
  for (const key of Object.keys(config)) {
    const child =
      node.kind === 'struct' ? node.byName.get(key)?.node : node.element;
    out[key] = mergeTyped(live[key], config[key], child);
  }
  return out;
}

function mergeLists(live: Raw[], config: Raw[], node: ListNode): Raw[] {
  const liveKeys = live.map(item => listElement(node, item));
  const configKeys = config.map(item => listElement(node, item));
  const byLive = new Map(liveKeys.map((k, i) => [k, live[i]]));
  const inConfig = new Set(configKeys);
  const shared = configKeys.filter(k => byLive.has(k));
  const merged = new Set<string>();
  const out: Raw[] = [];
  const take = (key: string, item: Raw) => {
    merged.add(key);
    if (shared[0] === key) shared.shift();
    out.push(mergeTyped(byLive.get(key), item, node.element));
  };
  for (let l = 0, c = 0; l < live.length || c < config.length; ) {
    if (l < live.length && c < config.length) {
      if (liveKeys[l] === configKeys[c]) {
        take(configKeys[c], config[c]);
        l++;
        c++;
        continue;
      }
      if (
        inConfig.has(liveKeys[l]) &&
        shared.length > 0 &&
        shared[0] !== liveKeys[l]
      ) {
        l++;
        continue;
      }
    }
    if (l < live.length) {
      if (!inConfig.has(liveKeys[l])) {
        out.push(live[l]);
        l++;
        continue;
      }
      if (merged.has(liveKeys[l])) l++;
    }
    if (c < config.length) {
      take(configKeys[c], config[c]);
      c++;
    }
  }
  return out;
}
