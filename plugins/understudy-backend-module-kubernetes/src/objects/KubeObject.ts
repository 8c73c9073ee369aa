import type { JsonObject, JsonValue } from '@backstage/types';

/** A reference from an object to the one that owns it. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
}

/** What every Kubernetes object has. */
export interface KubeObject extends JsonObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  } & JsonObject;
}

/** The value at a path of names, or undefined. */
export function at(
  value: JsonValue | undefined,
  ...path: string[]
): JsonValue | undefined {
  let found = value;
  for (const name of path) {
    found =
      typeof found === 'object' && found !== null && !Array.isArray(found)
        ? (found as JsonObject)[name]
        : undefined;
  }
  return found;
}

/** The object at a path, or undefined. */
export function objectAt(
  value: JsonValue | undefined,
  ...path: string[]
): JsonObject | undefined {
  const found = at(value, ...path);
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? (found as JsonObject)
    : undefined;
}

/** The objects of the list at a path; none where there is no list. */
export function listAt(
  value: JsonValue | undefined,
  ...path: string[]
): JsonObject[] {
  const found = at(value, ...path);
  return Array.isArray(found)
    ? found.filter(
        (item): item is JsonObject =>
          typeof item === 'object' && item !== null && !Array.isArray(item),
      )
    : [];
}

/** The number at a path, or undefined. */
export function numberAt(
  value: JsonValue | undefined,
  ...path: string[]
): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The text at a path, or undefined. */
export function textAt(
  value: JsonValue | undefined,
  ...path: string[]
): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The texts of the map at a path; none where there is no map. */
export function mapAt(
  value: JsonValue | undefined,
  ...path: string[]
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objectAt(value, ...path) ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
