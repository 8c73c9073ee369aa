import { Raw } from '../types';
import { FieldSet } from './FieldSet';

/** One entry of managedFields. */
export interface ManagerEntry {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
  time?: string;
  set: FieldSet;
}

const MAX_UPDATE_MANAGERS = 10;

/** What makes an entry the same: an applier is one manager whatever the version it writes through. */
export function managerKey(entry: ManagerEntry): string {
  const version = entry.operation === 'Apply' ? '' : entry.apiVersion;
  return JSON.stringify([
    entry.manager,
    entry.operation,
    version,
    entry.subresource ?? '',
  ]);
}

/** Reads managedFields, undefined if they are missing or malformed. */
export function decodeManaged(
  entries: Raw[] | undefined,
): Map<string, ManagerEntry> | undefined {
  if (!entries) return undefined;
  const out = new Map<string, ManagerEntry>();
  for (const raw of entries) {
    if (
      !raw ||
      (raw.operation !== 'Apply' && raw.operation !== 'Update') ||
      !raw.apiVersion ||
      raw.fieldsType !== 'FieldsV1'
    )
      return undefined;
    const entry: ManagerEntry = {
      manager: raw.manager ?? '',
      operation: raw.operation,
      apiVersion: raw.apiVersion,
      subresource: raw.subresource,
      time: raw.time,
      set: FieldSet.fromFieldsV1(raw.fieldsV1),
    };
    out.set(managerKey(entry), entry);
  }
  return out;
}

/** Writes managedFields: appliers first, then by time and name. */
export function encodeManaged(
  entries: Map<string, ManagerEntry>,
): Raw[] | undefined {
  if (entries.size === 0) return undefined;
  const order = [...entries.values()].sort(
    (a, b) =>
      a.operation.localeCompare(b.operation) ||
      (a.time ?? '').localeCompare(b.time ?? '') ||
      (a.manager < b.manager ? -1 : Number(a.manager > b.manager)) ||
      a.apiVersion.localeCompare(b.apiVersion) ||
      (a.subresource ?? '').localeCompare(b.subresource ?? ''),
  );
  return order.map(e => ({
    manager: e.manager,
    operation: e.operation,
    apiVersion: e.apiVersion,
    ...(e.time ? { time: e.time } : {}),
    fieldsType: 'FieldsV1',
    fieldsV1: e.set.toFieldsV1(),
    ...(e.subresource ? { subresource: e.subresource } : {}),
  }));
}

/** Merges the oldest updaters into one entry when there are too many. */
export function capManagers(
  entries: Map<string, ManagerEntry>,
): Map<string, ManagerEntry> {
  const updaters = [...entries.entries()].filter(
    ([, e]) => e.operation === 'Update',
  );
  let surplus = updaters.length - MAX_UPDATE_MANAGERS;
  if (surplus <= 0) return entries;
  updaters.sort(
    ([ka, a], [kb, b]) =>
      (a.time ?? '').localeCompare(b.time ?? '') || ka.localeCompare(kb),
  );
  const firsts = new Map<string, string>();
  for (const [key, entry] of updaters) {
    if (surplus <= 0) break;
    const first = firsts.get(entry.apiVersion);
    if (first === undefined) {
      firsts.set(entry.apiVersion, key);
      continue;
    }
    const bucket: ManagerEntry = {
      manager: 'ancient-changes',
      operation: 'Update',
      apiVersion: entry.apiVersion,
      time: entry.time,
      set: entry.set,
    };
    const bucketKey = managerKey(bucket);
    const existing = entries.get(bucketKey) ?? entries.get(first);
    if (!entries.has(bucketKey)) entries.delete(first);
    entries.delete(key);
    entries.set(bucketKey, {
      ...bucket,
      set: existing ? existing.set.union(entry.set) : entry.set,
    });
    surplus--;
  }
  return entries;
}
