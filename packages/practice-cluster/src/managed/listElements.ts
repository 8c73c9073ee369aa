import { ListNode, SchemaNode } from '../schema/nodes';
import { Raw } from '../types';
import { canonicalJson } from '../util/json';

/** The path element that stands for one item of a set or map list. */
export function listElement(node: ListNode, item: Raw): string {
  if (node.relation === 'set') return `v:${canonicalJson(item)}`;
  const keys: Raw = {};
  for (const key of node.keys) {
    const fallback =
      node.element.kind === 'struct'
        ? node.element.byName.get(key)?.defaultValue
        : undefined;
    const value = item?.[key] ?? fallback;
    if (value !== undefined) keys[key] = value;
  }
  return `k:${canonicalJson(keys)}`;
}

/** The schema to walk a value by; where there is none it follows from the value. */
export function resolveNode(
  node: SchemaNode | undefined,
  value: Raw,
): SchemaNode {
  if (node && (node.kind !== 'any' || node.atomic)) return node;
  if (Array.isArray(value))
    return {
      kind: 'list',
      relation: 'atomic',
      keys: [],
      element: { kind: 'any' },
    };
  if (value !== null && typeof value === 'object')
    return { kind: 'map', atomic: false, element: { kind: 'any' } };
  return { kind: 'scalar', type: 'string', goType: 'string' };
}
