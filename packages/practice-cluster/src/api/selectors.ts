import { ResourceDef } from '../registry/ResourceDef';
import { badRequest } from '../status/errors';
import { KubeObject } from '../types';
import { labelValueErrors, qualifiedNameErrors } from '../validation/names';

/** Decides whether an object is selected. */
export type Matcher = (object: KubeObject) => boolean;

interface Requirement {
  key: string;
  test(value: string | undefined): boolean;
}

const TOKENS = /\s*(,|\(|\)|!=|==|=|!|>|<|[^\s,()=!<>]+)/y;

function tokenize(text: string): string[] {
  const out: string[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.trimEnd().length) {
    const match = TOKENS.exec(text);
    if (!match) break;
    out.push(match[1]);
  }
  return out;
}

function parseError(detail: string): Error {
  return badRequest(`unable to parse requirement: ${detail}`);
}

function isIdentifier(token: string | undefined): token is string {
  return token !== undefined && !/^(,|\(|\)|!=|==|=|!|>|<)$/.test(token);
}

function readSet(tokens: string[]): string[] {
  if (tokens.shift() !== '(') throw parseError("found '', expected: '('");
  const values: string[] = [];
  for (;;) {
    const token = tokens.shift();
    if (token === undefined) throw parseError("found '', expected: ',' or ')'");
    if (token === ')') return values.length > 0 ? values : [''];
    if (token !== ',') values.push(token);
  }
}

function checkedKey(key: string): string {
  const [problem] = qualifiedNameErrors(key);
  if (problem)
    throw parseError(
      `<nil>: Invalid value: ${JSON.stringify(key)}: ${problem}`,
    );
  return key;
}

function checkValues(key: string, values: string[]): string[] {
  values.forEach((value, i) => {
    const [problem] = labelValueErrors(value);
    if (problem)
      throw parseError(
        `values[${i}][${key}]: Invalid value: ${JSON.stringify(
          value,
        )}: ${problem}`,
      );
  });
  return values;
}

function readRequirement(tokens: string[]): Requirement {
  let token = tokens.shift();
  if (token === '!') {
    const key = tokens.shift();
    if (!isIdentifier(key))
      throw parseError(`found '${key ?? ''}', expected: identifier`);
    checkedKey(key);
    return { key, test: v => v === undefined };
  }
  if (!isIdentifier(token))
    throw parseError(
      `found '${token ?? ''}', expected: !, identifier, or 'end of string'`,
    );
  const key = checkedKey(token);
  token = tokens[0];
  if (token === undefined || token === ',')
    return { key, test: v => v !== undefined };
  tokens.shift();
  switch (token) {
    case '=':
    case '==':
    case '!=': {
      const next: string | undefined = tokens[0];
      if (next !== undefined && next !== ',' && !isIdentifier(next))
        throw parseError(`found '${next}', expected: identifier`);
      const value = isIdentifier(next) ? tokens.shift()! : '';
      checkValues(key, [value]);
      return token === '!='
        ? { key, test: v => v !== value }
        : { key, test: v => v === value };
    }
    case 'in': {
      const values = checkValues(key, readSet(tokens));
      return { key, test: v => v !== undefined && values.includes(v) };
    }
    case 'notin': {
      const values = checkValues(key, readSet(tokens));
      return { key, test: v => v === undefined || !values.includes(v) };
    }
    case '>':
    case '<': {
      const text = tokens.shift() ?? '';
      if (!/^-?\d+$/.test(text))
        throw badRequest(
          `unable to parse requirement: values[0]: Invalid value: ${JSON.stringify(
            text,
          )}: for 'Gt', 'Lt' operators, the value must be an integer`,
        );
      const limit = Number(text);
      return {
        key,
        test: v =>
          v !== undefined &&
          (token === '>' ? Number(v) > limit : Number(v) < limit),
      };
    }
    default:
      throw parseError(
        `found '${token}', expected: in, notin, =, ==, !=, gt, lt`,
      );
  }
}

/** Reads a label selector; undefined selects everything. */
export function parseLabelSelector(
  text: string | undefined,
): Matcher | undefined {
  if (!text || text.trim() === '') return undefined;
  const tokens = tokenize(text);
  const requirements: Requirement[] = [];
  while (tokens.length > 0) {
    requirements.push(readRequirement(tokens));
    if (tokens.length === 0) break;
    const separator = tokens.shift();
    if (separator !== ',')
      throw badRequest(
        `found '${separator}', expected: ',' or 'end of string'`,
      );
    if (tokens.length === 0)
      throw parseError("found '', expected: identifier after ','");
  }
  return object =>
    requirements.every(r => r.test(object.metadata.labels?.[r.key]));
}

/** The fields of an object that selectors may name. */
function fieldsOf(
  def: ResourceDef,
  object: KubeObject,
): Record<string, string> {
  return {
    'metadata.name': object.metadata.name,
    ...(def.namespaced
      ? { 'metadata.namespace': object.metadata.namespace ?? '' }
      : {}),
    ...(def.strategy.selectableFields?.(object) ?? {}),
  };
}

/** Reads a field selector; undefined selects everything. */
function parseFieldSelector(
  def: ResourceDef,
  text: string | undefined,
): Matcher | undefined {
  if (!text || text.trim() === '') return undefined;
  const known = new Set(
    Object.keys(
      fieldsOf(def, { apiVersion: '', kind: '', metadata: { name: '' } }),
    ),
  );
  const terms = text.split(',').map(term => {
    const match = /^\s*(.*?)\s*(!=|==|=)\s*(.*?)\s*$/.exec(term);
    if (!match)
      throw badRequest(
        `invalid selector: '${text}'; can't understand '${term}'`,
      );
    const [, field, operator, value] = match;
    if (!known.has(field)) throw badRequest(unsupportedField(def, field));
    return {
      field,
      equal: operator !== '!=',
      value: value.replaceAll('\\,', ','),
    };
  });
  return object => {
    const fields = fieldsOf(def, object);
    return terms.every(t => (fields[t.field] === t.value) === t.equal);
  };
}

function unsupportedField(def: ResourceDef, field: string): string {
  if (def.strategy.selectableFields && !def.custom) {
    const label =
      def.kind === 'Pod'
        ? 'field label not supported'
        : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
    if (
      [
        'Pod',
        'Node',
        'Secret',
        'Event',
        'Namespace',
        'ReplicationController',
        'Service',
        'ReplicaSet',
        'Job',
      ].includes(def.kind)
    )
      return `field label not supported: ${field}`;
    return label;
  }
  if (def.custom) return `field label not supported: ${field}`;
  return `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

/** Both selectors in one. */
export function matcherOf(
  def: ResourceDef,
  labelSelector: string | undefined,
  fieldSelector: string | undefined,
): Matcher | undefined {
  const byLabel = parseLabelSelector(labelSelector);
  const byField = parseFieldSelector(def, fieldSelector);
  if (byLabel && byField) return object => byLabel(object) && byField(object);
  return byLabel ?? byField;
}
