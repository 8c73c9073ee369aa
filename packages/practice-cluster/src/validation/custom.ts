import { ResourceDef } from '../registry/ResourceDef';
import { Raw } from '../types';
import { isObject } from '../util/json';
import { readJsonPath } from '../util/jsonPath';
import {
  duplicate,
  FieldError,
  invalidValue,
  notSupported,
  required,
  typeInvalid,
} from './FieldError';

function typeOf(value: Raw): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number')
    return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function check(schema: Raw, value: Raw, path: string, out: FieldError[]): void {
  if (value === undefined || (value === null && schema?.nullable) || !schema)
    return;
  const actual = typeOf(value);
  const intOrString = schema['x-kubernetes-int-or-string'];
  if (
    schema.type &&
    !intOrString &&
    actual !== schema.type &&
    !(schema.type === 'number' && actual === 'integer')
  ) {
    out.push(
      typeInvalid(
        path || '<nil>',
        actual,
        `${path} in body must be of type ${schema.type}: ${JSON.stringify(
          actual,
        )}`,
      ),
    );
    return;
  }
  if (schema.enum && !schema.enum.includes(value))
    out.push(notSupported(path, value, schema.enum));
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum)
      out.push(
        invalidValue(
          path,
          value,
          `${path} in body should be greater than or equal to ${schema.minimum}`,
        ),
      );
    if (schema.maximum !== undefined && value > schema.maximum)
      out.push(
        invalidValue(
          path,
          value,
          `${path} in body should be less than or equal to ${schema.maximum}`,
        ),
      );
  }
  if (typeof value === 'string') {
    if (schema.pattern && !new RegExp(schema.pattern).test(value))
      out.push(
        invalidValue(
          path,
          value,
          `${path} in body should match '${schema.pattern}'`,
        ),
      );
    if (schema.minLength !== undefined && value.length < schema.minLength)
      out.push(
        invalidValue(
          path,
          value,
          `${path} in body should be at least ${schema.minLength} chars long`,
        ),
      );
  }
  if (Array.isArray(value)) {
    checkSize(schema, value, path, out);
    checkUnique(schema, value, path, out);
  }
  if (Array.isArray(value))
    value.forEach((item, i) => check(schema.items, item, `${path}[${i}]`, out));
  if (!isObject(value)) return;
  for (const name of schema.required ?? [])
    if (value[name] === undefined)
      out.push(required(path ? `${path}.${name}` : name));
  for (const [key, item] of Object.entries(value)) {
    const inner =
      schema.properties?.[key] ??
      (typeof schema.additionalProperties === 'object'
        ? schema.additionalProperties
        : undefined);
    check(inner, item, path ? `${path}.${key}` : key, out);
  }
}

function checkSize(
  schema: Raw,
  value: Raw[],
  path: string,
  out: FieldError[],
): void {
  const { minItems, maxItems } = schema;
  if (maxItems !== undefined && value.length > maxItems)
    out.push({
      type: 'FieldValueTooMany',
      field: path,
      body: `Too many: ${value.length}: must have at most ${maxItems} item${
        maxItems === 1 ? '' : 's'
      }`,
    });
  if (minItems !== undefined && value.length < minItems)
    out.push(
      invalidValue(
        path,
        value.length,
        `${path} in body should have at least ${minItems} items`,
      ),
    );
}

function checkUnique(
  schema: Raw,
  value: Raw[],
  path: string,
  out: FieldError[],
): void {
  const type = schema['x-kubernetes-list-type'];
  if (type !== 'map' && type !== 'set') return;
  const keys: string[] = schema['x-kubernetes-list-map-keys'] ?? [];
  const seen = new Set<string>();
  value.forEach((item, i) => {
    const id =
      type === 'set'
        ? item
        : Object.fromEntries(keys.map(key => [key, item?.[key]]));
    const text = JSON.stringify(id);
    if (seen.has(text)) out.push(duplicate(`${path}[${i}]`, id));
    seen.add(text);
  });
}

/** Numbers of replicas are read once more, by whoever scales. */
function scaleProblems(def: ResourceDef, object: Raw): FieldError[] {
  const path = def.custom?.scale?.specReplicasPath;
  const value = path === undefined ? undefined : readJsonPath(object, path);
  if (path === undefined || Number.isInteger(value)) return [];
  const spec = object.spec;
  if (value === undefined)
    return spec === undefined || isObject(spec)
      ? []
      : [
          invalidValue(
            path,
            0,
            `${path} accessor error: ${spec} is of the type ${typeof spec}, expected map[string]interface{}`,
          ),
        ];
  const out: FieldError[] = [];
  if (typeof value === 'number')
    out.push(
      invalidValue(
        '<nil>',
        '',
        `Checked value must be of type integer (default format) in ${path.slice(
          1,
        )}`,
      ),
    );
  const type = typeof value === 'number' ? 'float64' : typeof value;
  out.push(
    invalidValue(
      path,
      0,
      `${path} accessor error: ${value} is of the type ${type}, expected int64`,
    ),
  );
  return out;
}

/** Checks a custom resource against the schema of its definition. */
export function validateCustom(def: ResourceDef, object: Raw): FieldError[] {
  if (!def.custom) return [];
  const out: FieldError[] = [];
  const { metadata, apiVersion, kind, ...rest } = object;
  const schema = { ...def.custom.openApiSchema };
  schema.required = (schema.required ?? []).filter(
    (r: string) => !['metadata', 'apiVersion', 'kind'].includes(r),
  );
  check(schema, rest, '', out);
  out.push(...scaleProblems(def, object));
  return out;
}
