import { readAsset } from '../util/assets';
import { FieldNode, ScalarNode, SchemaNode, StructNode } from './nodes';

type PackedType = string | { l: PackedType } | { m: PackedType };

interface PackedField {
  n: string;
  t: PackedType;
  p?: boolean;
  o?: boolean;
  z?: boolean;
  s?: string;
  k?: string;
  l?: 'atomic' | 'set' | 'map';
  lk?: string[];
  a?: 1;
  d?: string | number | boolean;
  b?: number[];
}

interface Packed {
  kinds: Record<string, string>;
  types: Record<string, { n: string; f: PackedField[]; a?: 1 }>;
}

const SCALARS = new Set([
  'bool',
  'int32',
  'int64',
  'float64',
  'bytes',
  'time',
  'microtime',
  'duration',
  'quantity',
  'intorstring',
]);

/** The types of the kinds that are built into Kubernetes. */
export class Schema {
  static #shared: Schema | undefined;

  readonly #packed: Packed;
  readonly #structs = new Map<string, StructNode>();

  private constructor(packed: Packed) {
    this.#packed = packed;
  }

  /** The one schema of this process. */
  static shared(): Schema {
    this.#shared ??= new Schema(JSON.parse(readAsset('types')));
    return this.#shared;
  }

  /** The type of a built-in kind, e.g. `apps/v1`, `Deployment`. */
  kind(apiVersion: string, kind: string): StructNode | undefined {
    const id = this.#packed.kinds[`${apiVersion}/${kind}`];
    return id ? this.#struct(id.slice(1)) : undefined;
  }

  #struct(id: string): StructNode {
    let node = this.#structs.get(id);
    if (!node) {
      const packed = this.#packed.types[id];
      node = {
        kind: 'struct',
        goName: packed.n,
        atomic: packed.a === 1,
        fields: [],
        byName: new Map(),
      };
      this.#structs.set(id, node);
      for (const field of packed.f) {
        const built = this.#field(field);
        node.fields.push(built);
        node.byName.set(built.name, built);
      }
    }
    return node;
  }

  #field(packed: PackedField): FieldNode {
    return {
      name: packed.n,
      node: this.#node(packed.t, packed),
      pointer: packed.p === true,
      omitEmpty: packed.o === true,
      omitZero: packed.z === true,
      patchStrategy: packed.s,
      patchMergeKey: packed.k,
      defaultValue: packed.d,
      wire: packed.b,
    };
  }

  #node(type: PackedType, field?: PackedField): SchemaNode {
    if (typeof type === 'object') {
      if ('l' in type) {
        return {
          kind: 'list',
          relation: field?.l ?? 'atomic',
          keys: [...(field?.lk ?? [])].sort(),
          element: this.#node(type.l),
        };
      }
      return {
        kind: 'map',
        atomic: field?.a === 1,
        element: this.#node(type.m),
      };
    }
    if (type.startsWith('#')) {
      const struct = this.#struct(type.slice(1));
      return field?.a === 1 && !struct.atomic
        ? {
            ...struct,
            atomic: true,
            fields: struct.fields,
            byName: struct.byName,
          }
        : struct;
    }
    if (type === 'any') return { kind: 'any', atomic: true };
    if (type.startsWith('string'))
      return {
        kind: 'scalar',
        type: 'string',
        goType: type.split(':')[1] ?? 'string',
      };
    if (SCALARS.has(type))
      return { kind: 'scalar', type: type as ScalarNode['type'], goType: type };
    throw new Error(`The packed schema names an unknown type ${type}.`);
  }
}
