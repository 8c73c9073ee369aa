import { Raw } from '../types';
import { formatMicroTime, formatTime } from '../util/time';
import { FieldNode, ScalarNode, SchemaNode, StructNode } from './nodes';
import { ProtoReader } from './ProtoReader';
import { Schema } from './Schema';

const MAGIC = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

/** Reads a body in Kubernetes' protobuf envelope as JSON; undefined if it is none. */
export function decodeProtobuf(body: Buffer): Raw {
  if (!body.subarray(0, 4).equals(MAGIC)) return undefined;
  const envelope = new ProtoReader(body.subarray(4));
  let apiVersion = '';
  let kind = '';
  let content: Buffer = Buffer.alloc(0);
  while (!envelope.done) {
    const { field, type } = envelope.tag();
    if (field === 1) {
      const meta = new ProtoReader(envelope.bytes());
      while (!meta.done) {
        const inner = meta.tag();
        const text = meta.bytes().toString('utf8');
        if (inner.field === 1) apiVersion = text;
        else if (inner.field === 2) kind = text;
      }
    } else if (field === 2) content = envelope.bytes();
    else envelope.skip(type);
  }
  const lookup = kind === 'DeleteOptions' ? 'meta.k8s.io/v1' : apiVersion;
  const node = Schema.shared().kind(lookup, kind);
  if (!node)
    throw new Error(
      `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/api/legacyscheme/scheme.go:30"`,
    );
  return { apiVersion, kind, ...readStruct(node, content, []) };
}

function signed(value: bigint): number {
  return Number(BigInt.asIntN(64, value));
}

function readStruct(node: StructNode, bytes: Buffer, outer: number[]): Raw {
  const out: Raw = {};
  const depth = outer.length;
  const own = node.fields.filter(
    f =>
      f.wire &&
      f.wire.length > depth &&
      outer.every((n, i) => f.wire![i] === n),
  );
  const reader = new ProtoReader(bytes);
  while (!reader.done) {
    const { field, type } = reader.tag();
    const direct = own.find(
      f => f.wire!.length === depth + 1 && f.wire![depth] === field,
    );
    const isInlined =
      !direct &&
      own.some(f => f.wire!.length > depth + 1 && f.wire![depth] === field);
    if (direct) readField(out, direct, reader);
    else if (isInlined)
      Object.assign(out, readStruct(node, reader.bytes(), [...outer, field]));
    else reader.skip(type);
  }
  return out;
}

function readField(out: Raw, field: FieldNode, reader: ProtoReader): void {
  const { node, name } = field;
  if (node.kind === 'list') {
    out[name] = [...(out[name] ?? []), readValue(node.element, reader)];
  } else if (node.kind === 'map') {
    const entry = new ProtoReader(reader.bytes());
    let key = '';
    let value: Raw = emptyOf(node.element);
    while (!entry.done) {
      const tag = entry.tag();
      if (tag.field === 1) key = entry.bytes().toString('utf8');
      else if (node.element.kind === 'list')
        value = readItems(node.element.element, entry.bytes());
      else value = readValue(node.element, entry);
    }
    out[name] = { ...out[name], [key]: value };
  } else {
    const value = readValue(node, reader);
    // What is empty on the wire and no pointer was empty before it was written.
    out[name] = value;
  }
}

/** A named list type is a message with its items in field 1. */
function readItems(node: SchemaNode, bytes: Buffer): Raw[] {
  const reader = new ProtoReader(bytes);
  const out: Raw[] = [];
  while (!reader.done) {
    const { field, type } = reader.tag();
    if (field === 1) out.push(readValue(node, reader));
    else reader.skip(type);
  }
  return out;
}

function emptyOf(node: SchemaNode): Raw {
  if (node.kind === 'list') return [];
  return node.kind === 'scalar' && node.type === 'string' ? '' : undefined;
}

function readValue(node: SchemaNode, reader: ProtoReader): Raw {
  switch (node.kind) {
    case 'struct':
      return readStruct(node, reader.bytes(), []);
    case 'scalar':
      return readScalar(node, reader);
    case 'any': {
      const raw = fieldsOf(reader.bytes())[1];
      return raw ? JSON.parse((raw as Buffer).toString('utf8')) : undefined;
    }
    default:
      throw new Error('proto: a list inside of a list');
  }
}

function fieldsOf(bytes: Buffer): Record<number, Buffer | bigint> {
  const reader = new ProtoReader(bytes);
  const out: Record<number, Buffer | bigint> = {};
  while (!reader.done) {
    const { field, type } = reader.tag();
    if (type === 0) out[field] = reader.varint();
    else if (type === 2) out[field] = reader.bytes();
    else reader.skip(type);
  }
  return out;
}

function readScalar(node: ScalarNode, reader: ProtoReader): Raw {
  switch (node.type) {
    case 'string':
      return reader.bytes().toString('utf8');
    case 'bytes':
      return reader.bytes().toString('base64');
    case 'bool':
      return reader.varint() !== 0n;
    case 'int32':
    case 'int64':
      return signed(reader.varint());
    case 'float64':
      return reader.double();
    case 'time':
    case 'microtime': {
      const parts = fieldsOf(reader.bytes());
      if (parts[1] === undefined) return null;
      const ms =
        signed(parts[1] as bigint) * 1000 +
        Math.floor(signed((parts[2] as bigint) ?? 0n) / 1e6);
      return node.type === 'time' ? formatTime(ms) : formatMicroTime(ms);
    }
    case 'quantity': {
      const text = fieldsOf(reader.bytes())[1] as Buffer | undefined;
      return text?.toString('utf8') || '0';
    }
    case 'intorstring': {
      const parts = fieldsOf(reader.bytes());
      return parts[1] === 1n
        ? (parts[3] as Buffer).toString('utf8')
        : signed((parts[2] as bigint) ?? 0n);
    }
    default: {
      const parts = fieldsOf(reader.bytes());
      return `${signed((parts[1] as bigint) ?? 0n) / 1e9}s`;
    }
  }
}
