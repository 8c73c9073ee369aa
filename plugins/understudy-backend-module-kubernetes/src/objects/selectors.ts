import type { JsonValue } from '@backstage/types';
import { listAt, mapAt, objectAt, textAt } from './KubeObject';

function valuesOf(requirement: JsonValue): string[] {
  const values = (requirement as { values?: JsonValue }).values;
  return Array.isArray(values) ? values.map(String) : [];
}

/** Whether a label selector selects something with these labels. */
export function selects(
  selector: JsonValue | undefined,
  labels: Record<string, string>,
): boolean {
  if (!objectAt(selector)) {
    return false;
  }
  const matches = Object.entries(mapAt(selector, 'matchLabels')).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    matches &&
    listAt(selector, 'matchExpressions').every(requirement => {
      const value = labels[textAt(requirement, 'key') ?? ''];
      const values = valuesOf(requirement);
      switch (textAt(requirement, 'operator')) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}

/** A label selector as it stands in a query. */
export function selectorQuery(selector: JsonValue | undefined): string {
  const labels = Object.entries(mapAt(selector, 'matchLabels')).map(
    ([key, value]) => `${key}=${value}`,
  );
  const expressions = listAt(selector, 'matchExpressions').map(requirement => {
    const key = textAt(requirement, 'key') ?? '';
    const values = valuesOf(requirement).join(',');
    switch (textAt(requirement, 'operator')) {
      case 'In':
        return `${key} in (${values})`;
      case 'NotIn':
        return `${key} notin (${values})`;
      case 'DoesNotExist':
        return `!${key}`;
      default:
        return key;
    }
  });
  return [...labels, ...expressions].join(',');
}
