import { Raw } from '../types';
import { equalJson } from '../util/json';
import {
  FieldError,
  forbiddenValue,
  invalidValue,
  required,
  tooLong,
} from './FieldError';
import { goJsonError } from '../schema/goJsonError';
import { IMMUTABLE } from './meta';
import { configKeyErrors } from './names';

const MAX_SIZE = 1024 * 1024;

/** Checks a ConfigMap. */
export function validateConfigMap(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  let size = 0;
  for (const field of ['data', 'binaryData']) {
    for (const key of Object.keys(object[field] ?? {}).sort()) {
      out.push(
        ...configKeyErrors(key).map(m =>
          invalidValue(`${field}[${key}]`, key, m),
        ),
      );
      if (field === 'data' && key in (object.binaryData ?? {}))
        out.push(
          invalidValue(
            `data[${key}]`,
            key,
            'duplicate of key present in binaryData',
          ),
        );
      size += object[field][key].length;
    }
  }
  if (size > MAX_SIZE) out.push({ ...tooLong('', MAX_SIZE), field: '[]' });
  return out;
}

/** Checks that what was declared immutable stays. */
export function validateDataUpdate(object: Raw, old: Raw): FieldError[] {
  const out: FieldError[] = [];
  if (old.kind === 'Secret' && object.type !== old.type)
    out.push(invalidValue('type', object.type, IMMUTABLE));
  if (!old.immutable) return out;
  if (!object.immutable)
    out.push(
      forbiddenValue('immutable', 'field is immutable when `immutable` is set'),
    );
  for (const field of ['data', 'binaryData']) {
    if (!equalJson(object[field], old[field]))
      out.push(
        forbiddenValue(field, 'field is immutable when `immutable` is set'),
      );
  }
  return out;
}

const SECRET_KEYS: Record<string, string[]> = {
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

/** Checks a Secret. */
export function validateSecret(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  let size = 0;
  for (const key of Object.keys(object.data ?? {}).sort()) {
    out.push(
      ...configKeyErrors(key).map(m => invalidValue(`data[${key}]`, key, m)),
    );
    size += (object.data[key].length * 3) / 4;
  }
  if (size > MAX_SIZE) out.push(tooLong('data', MAX_SIZE));
  const data = object.data ?? {};
  if (
    object.type === 'kubernetes.io/basic-auth' &&
    !('username' in data) &&
    !('password' in data)
  )
    out.push(required('data[username]'), required('data[password]'));
  for (const key of SECRET_KEYS[object.type] ?? []) {
    if (!(key in data)) {
      out.push(required(`data[${key}]`));
      continue;
    }
    if (!key.startsWith('.docker')) continue;
    const text = Buffer.from(data[key], 'base64').toString('utf8');
    try {
      JSON.parse(text);
    } catch {
      out.push(
        invalidValue(
          `data[${key}]`,
          '<secret contents redacted>',
          goJsonError(text),
        ),
      );
    }
  }
  return out;
}
