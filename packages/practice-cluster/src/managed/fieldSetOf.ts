import { SchemaNode } from '../schema/nodes';
import { Raw } from '../types';
import { FieldSet } from './FieldSet';
import { listElement, resolveNode } from './listElements';

/** All fields that a configuration names. */
export function fieldSetOf(value: Raw, node: SchemaNode): FieldSet {
  const set = new FieldSet();
  visit(value, node, [], set);
  return set;
}

function visit(
  value: Raw,
  typed: SchemaNode | undefined,
  path: string[],
  set: FieldSet,
) {
  const node = resolveNode(typed, value);
  if (node.kind === 'scalar' || node.kind === 'any') {
    set.insert(path);
  } else if (node.kind === 'list') {
    if (node.relation === 'atomic') {
      set.insert(path);
      return;
    }
    for (const item of value ?? []) {
      const at = [...path, listElement(node, item)];
      visit(item, node.element, at, set);
      set.insert(at);
    }
  } else if (node.atomic) {
    set.insert(path);
  } else {
    for (const key of Object.keys(value ?? {})) {
      const item = value[key];
      const field = node.kind === 'struct' ? node.byName.get(key) : undefined;
      const at = [...path, `f:${key}`];
      visit(
        item,
        field?.node ?? (node.kind === 'map' ? node.element : undefined),
        at,
        set,
      );
      const emptyMap =
        typeof item === 'object' &&
        item !== null &&
        !Array.isArray(item) &&
        Object.keys(item).length === 0;
      if (item === null || emptyMap || !field) set.insert(at);
    }
  }
}
