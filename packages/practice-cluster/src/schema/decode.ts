import { Raw } from '../types';
import { isObject } from '../util/json';
import { FieldNode, SchemaNode, StructNode } from './nodes';
import { decodeScalar, wrongType, zeroScalar } from './scalars';

/** A decoded object and the fields that the type does not know. */
export interface Decoded {
  value: Raw;
  unknownFields: string[];
}

interface Context {
  unknown: string[];
}

/**
 * Reads JSON into a Go type and writes it back: unknown fields go, empty ones are left out or written as
 * the type says, quantities and times become canonical.
 */
export function decode(node: StructNode, value: Raw): Decoded {
  const context: Context = { unknown: [] };
  const out = decodeStruct(node, value, [], '', context);
  return { value: out, unknownFields: context.unknown };
}

function where(goName: string, path: string[]): string {
  return path.length > 0 ? `struct field ${goName}.${path.join('.')}` : 'value';
}

function decodeStruct(
  node: StructNode,
  value: Raw,
  path: string[],
  shown: string,
  context: Context,
): Raw {
  const out: Raw = {};
  for (const field of node.fields) {
    const input = value[field.name];
    const decoded =
      input === undefined || input === null
        ? absent(field)
        : present(
            field,
            decodeNode(
              field.node,
              input,
              [...path, field.name],
              shown ? `${shown}.${field.name}` : field.name,
              node.goName,
              context,
            ),
          );
    if (decoded !== undefined) out[field.name] = decoded;
  }
  for (const key of Object.keys(value)) {
    if (!node.byName.has(key))
      context.unknown.push(shown ? `${shown}.${key}` : key);
  }
  return out;
}

function decodeNode(
  node: SchemaNode,
  value: Raw,
  path: string[],
  shown: string,
  owner: string,
  context: Context,
): Raw {
  switch (node.kind) {
    case 'scalar':
      return decodeScalar(node, value, where(owner, path));
    case 'struct':
      if (!isObject(value))
        throw wrongType(value, `v1.${node.goName}`, where(owner, path));
      return decodeStruct(node, value, path, shown, context);
    case 'map': {
      if (!isObject(value))
        throw wrongType(
          value,
          `map[string]${goTypeName(node.element)}`,
          where(owner, path),
        );
      const out: Raw = {};
      for (const key of Object.keys(value).sort()) {
        out[key] =
          value[key] === null || value[key] === undefined
            ? zero(node.element)
            : decodeNode(
                node.element,
                value[key],
                path,
                `${shown}.${key}`,
                owner,
                context,
              );
      }
      return out;
    }
    case 'list':
      if (!Array.isArray(value))
        throw wrongType(
          value,
          `[]${goTypeName(node.element)}`,
          where(owner, path),
        );
      return value.map((item, i) =>
        item === null || item === undefined
          ? zero(node.element)
          : decodeNode(
              node.element,
              item,
              path,
              `${shown}[${i}]`,
              owner,
              context,
            ),
      );
    default:
      return value;
  }
}

function goTypeName(node: SchemaNode): string {
  switch (node.kind) {
    case 'scalar':
      return node.goType === 'quantity' ? 'resource.Quantity' : node.goType;
    case 'struct':
      return `v1.${node.goName}`;
    case 'map':
      return `map[string]${goTypeName(node.element)}`;
    case 'list':
      return `[]${goTypeName(node.element)}`;
    default:
      return 'interface {}';
  }
}

function zero(node: SchemaNode): Raw {
  if (node.kind === 'scalar') return zeroScalar(node);
  return node.kind === 'struct' ? zeroStruct(node) : null;
}

/** What Go writes for a struct that nothing was read into. */
export function zeroStruct(node: StructNode): Raw {
  const out: Raw = {};
  for (const field of node.fields) {
    const value = absent(field);
    if (value !== undefined) out[field.name] = value;
  }
  return out;
}

function absent(field: FieldNode): Raw {
  if (field.omitZero) return undefined;
  if (field.node.kind === 'struct' && !field.pointer)
    return zeroStruct(field.node);
  if (field.omitEmpty) {
    // Go's omitempty never leaves out a struct, and these are structs behind a scalar's face.
    if (
      !field.pointer &&
      field.node.kind === 'scalar' &&
      ['time', 'microtime', 'intorstring', 'quantity'].includes(field.node.type)
    ) {
      return zeroScalar(field.node);
    }
    return undefined;
  }
  if (field.pointer) return null;
  return zero(field.node);
}

function present(field: FieldNode, value: Raw): Raw {
  if (field.pointer) return value;
  if (field.omitZero && isObject(value) && Object.keys(value).length === 0)
    return undefined;
  if (!field.omitEmpty) return value;
  if (field.node.kind === 'map' && Object.keys(value).length === 0)
    return undefined;
  if (field.node.kind === 'list' && value.length === 0) return undefined;
  if (field.node.kind === 'scalar') {
    const { type } = field.node;
    if ((type === 'string' || type === 'bytes') && value === '')
      return undefined;
    if (type === 'bool' && value === false) return undefined;
    if (
      (type === 'int32' || type === 'int64' || type === 'float64') &&
      value === 0
    )
      return undefined;
  }
  return value;
}
