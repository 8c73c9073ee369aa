import { SchemaNode } from '../schema/nodes';
import { Raw } from '../types';
import { equalJson } from '../util/json';
import { FieldSet } from './FieldSet';
import { listElement, resolveNode } from './listElements';

/** Which fields differ between two objects. */
export interface Comparison {
  removed: FieldSet;
  modified: FieldSet;
  added: FieldSet;
}

/** Compares two objects of one type field by field. */
export function compare(before: Raw, after: Raw, node: SchemaNode): Comparison {
  const out: Comparison = {
    removed: new FieldSet(),
    modified: new FieldSet(),
    added: new FieldSet(),
  };
  walk(before, after, node, [], out);
  return out;
}

function isEmpty(value: Raw): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

function leaf(before: Raw, after: Raw, path: string[], out: Comparison) {
  if (before === undefined) out.added.insert(path);
  else if (after === undefined) out.removed.insert(path);
  else if (!equalJson(before, after)) out.modified.insert(path);
}

function walk(
  before: Raw,
  after: Raw,
  typed: SchemaNode | undefined,
  path: string[],
  out: Comparison,
) {
  const node = resolveNode(typed, after ?? before);
  const isLeaf =
    node.kind === 'scalar' ||
    node.kind === 'any' ||
    (node.kind === 'list' && node.relation === 'atomic') ||
    ((node.kind === 'struct' || node.kind === 'map') && node.atomic) ||
    (isEmpty(before) && isEmpty(after)) ||
    (before !== undefined &&
      after !== undefined &&
      Array.isArray(before) !== Array.isArray(after) &&
      !isEmpty(before) &&
      !isEmpty(after));
  if (isLeaf) {
    leaf(before, after, path, out);
    return;
  }
  if (node.kind === 'list')
    walkList(before ?? [], after ?? [], node, path, out);
  else if (node.kind === 'struct' || node.kind === 'map')
    walkMap(before ?? {}, after ?? {}, node, path, out);
  if (before === undefined) out.added.insert(path);
  else if (after === undefined) out.removed.insert(path);
}

function walkMap(
  before: Raw,
  after: Raw,
  node: SchemaNode,
  path: string[],
  out: Comparison,
) {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const key of keys) {
    const b = before[key];
    const a = after[key];
    if (b === a) continue;
    const child =
      node.kind === 'struct'
        ? node.byName.get(key)?.node
        : (node as { element?: SchemaNode }).element;
    walk(b, a, child, [...path, `f:${key}`], out);
  }
}

function index(
  items: Raw[],
  node: Extract<SchemaNode, { kind: 'list' }>,
): Map<string, Raw[]> {
  const out = new Map<string, Raw[]>();
  for (const item of items) {
    const element = listElement(node, item);
    const seen = out.get(element);
    if (seen) seen.push(item);
    else out.set(element, [item]);
  }
  return out;
}

function walkList(
  before: Raw[],
  after: Raw[],
  node: Extract<SchemaNode, { kind: 'list' }>,
  path: string[],
  out: Comparison,
) {
  const left = index(before, node);
  const right = index(after, node);
  for (const element of new Set([...left.keys(), ...right.keys()])) {
    const l = left.get(element) ?? [];
    const r = right.get(element) ?? [];
    const at = [...path, element];
    if (l.length <= 1 && r.length <= 1) {
      walk(l[0], r[0], node.element, at, out);
    } else if (l.length >= 2 && r.length >= 2) {
      if (!equalJson(l, r)) out.modified.insert(at);
    } else if (l.length >= 2) {
      if (r.length > 0) walk(undefined, r[0], node.element, at, out);
      out.removed.insert(at);
    } else {
      if (l.length > 0) walk(l[0], undefined, node.element, at, out);
      out.added.insert(at);
    }
  }
}
