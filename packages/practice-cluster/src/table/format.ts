import { Raw } from '../types';
import { humanDuration } from '../util/time';

/** How long ago a timestamp is, or `<unknown>`. */
export function since(
  timestamp: string | null | undefined,
  now: number,
): string {
  return timestamp ? humanDuration(now - Date.parse(timestamp)) : '<unknown>';
}

export function age(object: Raw, now: number): string {
  return since(object.metadata.creationTimestamp, now);
}

/** The names and images of containers, comma separated. */
export function containerCells(
  containers: Raw[] | undefined,
): [string, string] {
  const list = containers ?? [];
  return [
    list.map(c => c.name).join(','),
    list.map(c => c.image ?? '').join(','),
  ];
}

/** A label selector in text form. */
export function formatSelector(selector: Raw): string {
  if (!selector) return '<none>';
  const parts = Object.keys(selector.matchLabels ?? {})
    .sort()
    .map(k => `${k}=${selector.matchLabels[k]}`);
  for (const e of [...(selector.matchExpressions ?? [])].sort(
    (a: Raw, b: Raw) => (a.key < b.key ? -1 : 1),
  )) {
    const values = [...(e.values ?? [])].sort().join(',');
    if (e.operator === 'In') parts.push(`${e.key} in (${values})`);
    else if (e.operator === 'NotIn') parts.push(`${e.key} notin (${values})`);
    else parts.push(e.operator === 'Exists' ? e.key : `!${e.key}`);
  }
  return parts.length > 0 ? parts.join(',') : '<none>';
}

/** Labels in text form. */
export function formatLabels(
  labels: Record<string, string> | undefined,
): string {
  const keys = Object.keys(labels ?? {}).sort();
  return keys.length > 0
    ? keys.map(k => `${k}=${labels![k]}`).join(',')
    : '<none>';
}

const MODES: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** Access modes of a volume in short form. */
export function accessModes(modes: string[] | undefined): string {
  const given = new Set(modes ?? []);
  return Object.keys(MODES)
    .filter(m => given.has(m))
    .map(m => MODES[m])
    .join(',');
}

/** A list of which only the first few are shown. */
export function shorten(
  items: string[],
  total: number,
  max: number,
  join = ',',
): string {
  if (items.length === 0) return '<none>';
  return total > max
    ? `${items.slice(0, max).join(join)} + ${total - max} more...`
    : items.join(join);
}
