import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  PreviewChange,
  TargetIdentity,
} from '@understudy/plugin-understudy-common';
import type { MaskedObject } from '../masking/maskObject';

function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue | undefined): value is JsonValue[] {
  return Array.isArray(value);
}

interface Difference {
  path: string;
  before?: JsonValue;
  after?: JsonValue;
}

function compare(
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): Difference[] {
  const keys =
    (isMap(before) && isMap(after)) || (isList(before) && isList(after))
      ? [...new Set([...Object.keys(before), ...Object.keys(after)])]
      : undefined;
  if (keys) {
    const one = before as JsonObject;
    const other = after as JsonObject;
    return keys.flatMap(key =>
      compare(
        `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        one[key],
        other[key],
      ),
    );
  }
  const same = JSON.stringify(before) === JSON.stringify(after);
  return same ? [] : [{ path, before, after }];
}

/**
 * What differs between an object as it is and as it would be: each value that
 * changes, in the order of its place.
 */
export function diffObjects(
  target: TargetIdentity,
  before: MaskedObject,
  after: MaskedObject,
): PreviewChange[] {
  const hidden = [...before.masked, ...after.masked];
  return compare('', before.object, after.object)
    .map(({ path, ...values }) => ({
      target,
      path,
      ...(values.before !== undefined && { before: values.before }),
      ...(values.after !== undefined && { after: values.after }),
      ...(hidden.some(
        place => place === path || place.startsWith(`${path}/`),
      ) && { masked: true as const }),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
