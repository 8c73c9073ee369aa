/** What the schema knows of one value. */
export type SchemaNode = ScalarNode | StructNode | MapNode | ListNode | AnyNode;

/** A value without parts. */
export interface ScalarNode {
  kind: 'scalar';
  type:
    | 'string'
    | 'bool'
    | 'int32'
    | 'int64'
    | 'float64'
    | 'bytes'
    | 'time'
    | 'microtime'
    | 'duration'
    | 'quantity'
    | 'intorstring';
  /** The type's name in error messages. */
  goType: string;
}

/** An object with known fields. */
export interface StructNode {
  kind: 'struct';
  goName: string;
  atomic: boolean;
  fields: FieldNode[];
  byName: Map<string, FieldNode>;
  /** A custom resource's object that keeps fields the schema does not name. */
  preserveUnknown?: boolean;
}

/** An object with free keys. */
export interface MapNode {
  kind: 'map';
  atomic: boolean;
  element: SchemaNode;
}

/** An array. */
export interface ListNode {
  kind: 'list';
  relation: 'atomic' | 'set' | 'map';
  keys: string[];
  element: SchemaNode;
}

/** A value of any shape. */
export interface AnyNode {
  kind: 'any';
  /** Owned as a whole; else by its parts. */
  atomic?: boolean;
}

/** One field of a struct. */
export interface FieldNode {
  name: string;
  node: SchemaNode;
  pointer: boolean;
  omitEmpty: boolean;
  omitZero: boolean;
  patchStrategy?: string;
  patchMergeKey?: string;
  defaultValue?: string | number | boolean;
  /** Protobuf field numbers, from the outside in. */
  wire?: number[];
}
