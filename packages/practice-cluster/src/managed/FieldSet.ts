import { Raw } from '../types';
import { SchemaNode } from '../schema/nodes';

/** A set of field paths, in the form that managedFields writes down. */
export class FieldSet {
  readonly members: Set<string>;
  readonly children: Map<string, FieldSet>;

  constructor(
    members?: Iterable<string>,
    children?: Iterable<[string, FieldSet]>,
  ) {
    this.members = new Set(members);
    this.children = new Map(children);
  }

  static fromFieldsV1(fields: Raw): FieldSet {
    const set = new FieldSet();
    for (const [key, value] of Object.entries(
      (fields ?? {}) as Record<string, Raw>,
    )) {
      if (key === '.') continue;
      const inner = Object.keys(value ?? {});
      if (inner.length === 0 || inner.includes('.')) set.members.add(key);
      const child = FieldSet.fromFieldsV1(value);
      if (!child.empty) set.children.set(key, child);
    }
    return set;
  }

  toFieldsV1(): Raw {
    const out: Raw = {};
    const keys = new Set([...this.members, ...this.children.keys()]);
    for (const key of [...keys].sort()) {
      const child = this.children.get(key);
      const written = child && !child.empty ? child.toFieldsV1() : {};
      out[key] =
        this.members.has(key) && child && !child.empty
          ? { '.': {}, ...written }
          : written;
    }
    return out;
  }

  get empty(): boolean {
    if (this.members.size > 0) return false;
    for (const child of this.children.values()) if (!child.empty) return false;
    return true;
  }

  insert(path: string[]): void {
    const [element, ...rest] = path;
    if (element === undefined) return;
    if (rest.length === 0) {
      this.members.add(element);
      return;
    }
    const child = this.children.get(element) ?? new FieldSet();
    this.children.set(element, child);
    child.insert(rest);
  }

  child(element: string): FieldSet | undefined {
    return this.children.get(element);
  }

  union(other: FieldSet): FieldSet {
    const out = new FieldSet(
      [...this.members, ...other.members],
      this.children,
    );
    for (const [key, child] of other.children) {
      const mine = out.children.get(key);
      out.children.set(key, mine ? mine.union(child) : child);
    }
    return out;
  }

  difference(other: FieldSet): FieldSet {
    const out = new FieldSet(
      [...this.members].filter(m => !other.members.has(m)),
    );
    for (const [key, child] of this.children) {
      const theirs = other.children.get(key);
      const rest = theirs ? child.difference(theirs) : child;
      if (!rest.empty) out.children.set(key, rest);
    }
    return out;
  }

  /** Also takes away everything below a member of the other set. */
  recursiveDifference(other: FieldSet): FieldSet {
    const out = new FieldSet(
      [...this.members].filter(m => !other.members.has(m)),
    );
    for (const [key, child] of this.children) {
      if (other.members.has(key)) continue;
      const theirs = other.children.get(key);
      const rest = theirs ? child.recursiveDifference(theirs) : child;
      if (!rest.empty) out.children.set(key, rest);
    }
    return out;
  }

  intersection(other: FieldSet): FieldSet {
    const out = new FieldSet(
      [...this.members].filter(m => other.members.has(m)),
    );
    for (const [key, child] of this.children) {
      const theirs = other.children.get(key);
      const shared = theirs ? child.intersection(theirs) : undefined;
      if (shared && !shared.empty) out.children.set(key, shared);
    }
    return out;
  }

  /** Adds the parents that are fields of a struct, which are not normally listed. */
  withNamedFields(node: SchemaNode | undefined): FieldSet {
    const out = new FieldSet(this.members);
    for (const [key, child] of this.children) {
      const field =
        node?.kind === 'struct' && key.startsWith('f:')
          ? node.byName.get(key.slice(2))
          : undefined;
      if (field) out.members.add(key);
      out.children.set(key, child.withNamedFields(childNode(node, key)));
    }
    return out;
  }

  /** All member paths. */
  paths(prefix: string[] = []): string[][] {
    const out: string[][] = [...this.members].sort().map(m => [...prefix, m]);
    for (const key of [...this.children.keys()].sort()) {
      out.push(...this.children.get(key)!.paths([...prefix, key]));
    }
    return out;
  }

  equals(other: FieldSet): boolean {
    return (
      JSON.stringify(this.toFieldsV1()) === JSON.stringify(other.toFieldsV1())
    );
  }
}

/** The schema below one path element. */
function childNode(
  node: SchemaNode | undefined,
  element: string,
): SchemaNode | undefined {
  if (!node) return undefined;
  if (node.kind === 'struct') return node.byName.get(element.slice(2))?.node;
  if (node.kind === 'map' || node.kind === 'list') return node.element;
  return { kind: 'any' };
}

/** A path as conflict messages show it. */
export function showPath(path: string[]): string {
  return path
    .map(element => {
      const rest = element.slice(2);
      if (element.startsWith('f:')) return `.${rest}`;
      if (element.startsWith('k:')) {
        const keys = Object.entries(JSON.parse(rest)).map(
          ([k, v]) => `${k}=${JSON.stringify(v)}`,
        );
        return `[${keys.join(',')}]`;
      }
      return element.startsWith('v:') ? `[=${rest}]` : `[${rest}]`;
    })
    .join('');
}
