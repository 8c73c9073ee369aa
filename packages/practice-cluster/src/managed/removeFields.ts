import { SchemaNode } from '../schema/nodes';
import { Raw } from '../types';
import { FieldSet } from './FieldSet';
import { listElement, resolveNode } from './listElements';

/** The value without the fields of the set; undefined where nothing is left. */
export function removeFields(
  value: Raw,
  remove: FieldSet,
  typed: SchemaNode | undefined,
): Raw {
  const node = resolveNode(typed, value);
  if (node.kind === 'scalar' || node.kind === 'any') return value;
  if (node.kind === 'list') {
    if (node.relation === 'atomic' || !value || value.length === 0)
      return undefined;
    let matched = false;
    const out: Raw[] = [];
    for (const item of value) {
      const element = listElement(node, item);
      if (remove.members.has(element)) continue;
      const below = remove.child(element);
      if (below && !below.empty) {
        matched = true;
        out.push(
          removeFields(item, below, node.element) ??
            (Array.isArray(item) ? [] : {}),
        );
      } else {
        out.push(item);
      }
    }
    return out.length > 0 || matched ? out : undefined;
  }
  if (node.atomic || !value || Object.keys(value).length === 0)
    return undefined;
  let matched = false;
  const out: Raw = {};
  for (const key of Object.keys(value)) {
    const element = `f:${key}`;
    if (remove.members.has(element)) continue;
    const below = remove.child(element);
    if (below && !below.empty) {
      matched = true;
      const child =
        node.kind === 'struct' ? node.byName.get(key)?.node : node.element;
      const rest = removeFields(value[key], below, child);
      if (rest !== undefined) out[key] = rest;
      else if (typeof value[key] === 'object')
        out[key] = Array.isArray(value[key]) ? [] : {};
    } else {
      out[key] = value[key];
    }
  }
  return Object.keys(out).length > 0 || matched ? out : undefined;
}
