import { ResourceDef } from '../registry/ResourceDef';
import { SchemaNode } from '../schema/nodes';
import { plainError } from '../status/errors';
import { Raw } from '../types';
import { isObject } from '../util/json';
import { showPath } from './FieldSet';
import { listElement } from './listElements';

function goValue(value: Raw): string {
  return `&value.valueUnstructured{Value:${goLiteral(value)}}`;
}

/** As `%T` shows it. */
function goType(value: Raw): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (isObject(value)) return 'map[string]interface {}';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}

/** As `%v` shows a wrapped value. */
function goPlain(value: Raw): string {
  return `&{${goShown(value)}}`;
}

function goShown(value: Raw): string {
  if (Array.isArray(value)) return `[${value.map(goShown).join(' ')}]`;
  if (isObject(value))
    return `map[${Object.keys(value)
      .sort()
      .map(k => `${k}:${goShown(value[k])}`)
      .join(' ')}]`;
  return String(value);
}

function goLiteral(value: Raw): string {
  if (Array.isArray(value))
    return `[]interface {}{${value.map(goLiteral).join(', ')}}`;
  if (isObject(value))
    return `map[string]interface {}{${Object.entries(value)
      .map(([k, v]) => `${JSON.stringify(k)}:${goLiteral(v)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

function check(
  node: SchemaNode,
  value: Raw,
  path: string[],
  errors: string[],
): void {
  if (value === null || value === undefined || node.kind === 'any') return;
  const at = () => showPath(path);
  if (node.kind === 'scalar') {
    const wanted = {
      bool: 'boolean',
      int32: 'numeric (int or float)',
      int64: 'numeric (int or float)',
      float64: 'numeric (int or float)',
    }[node.type as string];
    const actual = typeof value;
    if (wanted === 'boolean' && actual !== 'boolean')
      errors.push(`${at()}: expected boolean, got ${goPlain(value)}`);
    else if (wanted && wanted !== 'boolean' && actual !== 'number')
      errors.push(`${at()}: expected ${wanted}, got ${goType(value)}`);
    else if (
      !wanted &&
      ['string', 'bytes', 'time', 'microtime', 'duration'].includes(
        node.type,
      ) &&
      actual !== 'string'
    )
      errors.push(`${at()}: expected string, got ${goValue(value)}`);
  } else if (node.kind === 'list') {
    if (!Array.isArray(value)) {
      errors.push(`${at()}: expected list, got ${goPlain(value)}`);
      return;
    }
    const seen = new Set<string>();
    value.forEach((item, i) => {
      const element =
        node.relation === 'atomic' ? `i:${i}` : listElement(node, item);
      if (node.relation !== 'atomic' && seen.has(element))
        errors.push(
          `${at()}: duplicate entries for key ${showPath([element])}`,
        );
      seen.add(element);
      check(node.element, item, [...path, element], errors);
    });
  } else if (!isObject(value)) {
    errors.push(`${at()}: expected map, got ${goPlain(value)}`);
  } else {
    for (const key of Object.keys(value)) {
      const child =
        node.kind === 'map' ? node.element : node.byName.get(key)?.node;
      if (child) check(child, value[key], [...path, `f:${key}`], errors);
      else if (node.kind !== 'struct' || !node.preserveUnknown)
        errors.push(
          `${showPath([...path, `f:${key}`])}: field not declared in schema`,
        );
    }
  }
}

/** Refuses an applied configuration that does not fit its kind. */
export function checkTyped(def: ResourceDef, config: Raw): void {
  const errors: string[] = [];
  check(def.node, config, [], errors);
  if (errors.length === 0) return;
  const version = def.group ? `${def.group}/${def.version}` : `/${def.version}`;
  const who = `(${config.metadata?.namespace ?? ''}/${
    typeof config.metadata?.name === 'string' ? config.metadata.name : ''
  }; ${version}, Kind=${def.kind})`;
  const what =
    errors.length === 1 ? errors[0] : `errors:\n  ${errors.join('\n  ')}`;
  throw plainError(500, `failed to create typed patch object ${who}: ${what}`);
}
