import { decode } from '../schema/decode';
import { DecodeError } from '../schema/DecodeError';
import { Schema } from '../schema/Schema';
import { SchemaNode } from '../schema/nodes';
import { badRequest } from '../status/errors';
import { KubeObject, Raw } from '../types';
import { isObject } from '../util/json';
import { apiVersionOf, ResourceDef } from '../registry/ResourceDef';
import { WriteOptions } from './WriteOptions';

/** A kind and the API version it is read in. */
export interface Expected {
  apiVersion: string;
  kind: string;
}

function versionOnly(apiVersion: string): string {
  return apiVersion.split('/').pop() ?? apiVersion;
}

/** Why a body is not of a kind, undefined if it is. */
export function misfitOf(body: Raw, expected: Expected): string | undefined {
  if (body.kind === expected.kind && body.apiVersion === expected.apiVersion)
    return undefined;
  if (!Schema.shared().kind(expected.apiVersion, expected.kind))
    return undefined;
  const actual = Schema.shared().kind(body.apiVersion, body.kind);
  if (!actual)
    return `no kind "${body.kind}" is registered for version "${body.apiVersion}" in scheme "pkg/runtime/scheme.go:111"`;
  try {
    decode(actual, body);
  } catch (error) {
    // It is read as what it says it is before anybody asks whether that is wanted.
    if (error instanceof DecodeError) return error.message;
    throw error;
  }
  const internal = expected.apiVersion.includes('/')
    ? expected.apiVersion.split(/[./]/)[0]
    : 'core';
  return `converting (${versionOnly(body.apiVersion)}.${
    body.kind
  }) to (${internal}.${expected.kind}): unknown conversion`;
}

/** Checks that a body is of the kind that its URL takes. */
export function checkKind(body: Raw, expected: Expected, shown = ''): void {
  if (!isObject(body))
    throw badRequest(
      `the object provided is unrecognized (must be of type ${
        expected.kind
      }): couldn't get version/kind; json parse error: json: cannot unmarshal ${
        Array.isArray(body) ? 'array' : typeof body
      } into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" } (${shown})`,
    );
  body.apiVersion ||= expected.apiVersion;
  body.kind ||= expected.kind;
  if (body.kind === expected.kind && body.apiVersion === expected.apiVersion)
    return;
  if (!Schema.shared().kind(expected.apiVersion, expected.kind)) {
    throw badRequest(
      `the API version in the data (${body.apiVersion}) does not match the expected API version (${expected.apiVersion})`,
    );
  }
  throw badRequest(
    `${body.kind} in version "${versionOnly(
      body.apiVersion,
    )}" cannot be handled as a ${expected.kind}: ${misfitOf(body, expected)}`,
  );
}

/** Takes away what a custom resource's schema does not name. */
function prune(
  node: SchemaNode,
  value: Raw,
  shown: string,
  unknown: string[],
): Raw {
  if (value === null || value === undefined) return value;
  if (node.kind === 'list' && Array.isArray(value))
    return value.map((v, i) =>
      prune(node.element, v, `${shown}[${i}]`, unknown),
    );
  if (node.kind === 'map' && isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([k, v]) => [
        k,
        prune(node.element, v, `${shown}.${k}`, unknown),
      ]),
    );
  }
  if (node.kind !== 'struct' || !isObject(value)) return value;
  const out: Raw = {};
  for (const [key, item] of Object.entries(value)) {
    const field = node.byName.get(key);
    const at = shown ? `${shown}.${key}` : key;
    if (field) out[key] = prune(field.node, item, at, unknown);
    else if (node.preserveUnknown) out[key] = item;
    else unknown.push(at);
  }
  for (const field of node.fields)
    if (out[field.name] === undefined && field.defaultValue !== undefined)
      out[field.name] = field.defaultValue;
  return out;
}

function decodeCustom(
  def: ResourceDef,
  body: Raw,
): { value: Raw; unknownFields: string[] } {
  const unknownFields: string[] = [];
  const { metadata, ...rest } = body;
  const meta = decode(Schema.shared().kind('v1', 'ConfigMap')!, {
    metadata: metadata ?? {},
  });
  const pruned = prune(def.node, rest, '', unknownFields);
  return {
    value: { ...pruned, metadata: meta.value.metadata },
    unknownFields: [...meta.unknownFields, ...unknownFields],
  };
}

/** Reads an object into its type, without defaults. Unknown fields are refused or warned about as asked. */
export function decodeObject(
  def: ResourceDef,
  body: Raw,
  options: Pick<WriteOptions, 'fieldValidation' | 'warnings'>,
  wrap: (message: string, error?: DecodeError) => Error = badRequest,
  duplicates: string[] = [],
): KubeObject {
  const prefix = `${body.kind} in version "${def.version}" cannot be handled as a ${def.kind}: `;
  let decoded: { value: Raw; unknownFields: string[] };
  try {
    decoded = def.custom ? decodeCustom(def, body) : decode(def.node, body);
  } catch (error) {
    if (error instanceof DecodeError)
      throw wrap(
        wrap === badRequest ? prefix + error.message : error.message,
        error,
      );
    throw error;
  }
  const problems = [
    ...duplicates.map(f => `duplicate field "${f}"`),
    ...decoded.unknownFields.map(f => `unknown field "${f}"`),
  ];
  if (problems.length > 0 && options.fieldValidation === 'Strict') {
    throw wrap(
      `${
        wrap === badRequest ? prefix : ''
      }strict decoding error: ${problems.join(', ')}`,
    );
  }
  if (options.fieldValidation === 'Warn') options.warnings.push(...problems);
  const value = decoded.value;
  value.apiVersion = apiVersionOf(def);
  value.kind = def.kind;
  value.metadata ??= {};
  if (value.stringData && def.kind === 'Secret') {
    const encoded = Object.entries(
      value.stringData as Record<string, string>,
    ).map(([k, v]) => [k, Buffer.from(v).toString('base64')]);
    value.data = { ...value.data, ...Object.fromEntries(encoded) };
    delete value.stringData;
  }
  return value;
}
