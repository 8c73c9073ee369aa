import { SchemaNode, StructNode } from '../schema/nodes';
import { zeroStruct } from '../schema/decode';
import { applyConflict } from '../status/errors';
import { KubeObject, Raw } from '../types';
import { equalJson } from '../util/json';
import { compare } from './compare';
import { FieldSet } from './FieldSet';
import { fieldSetOf } from './fieldSetOf';
import { Conflict, conflictCauses, conflictMessage } from './conflicts';
import {
  capManagers,
  decodeManaged,
  encodeManaged,
  managerKey,
  ManagerEntry,
} from './managers';
import { mergeTyped } from './mergeTyped';
import { removeFields } from './removeFields';

class ApplyConflicts extends Error {
  constructor(readonly conflicts: Conflict[]) {
    super('conflicts');
  }
}

/** Who writes, through which version and subresource. */
export interface Writer {
  manager: string;
  apiVersion: string;
  subresource?: string;
  time: string;
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const STRIPPED = new FieldSet(
  ['f:apiVersion', 'f:kind', 'f:metadata'],
  [
    [
      'f:metadata',
      new FieldSet(
        [
          'name',
          'namespace',
          'creationTimestamp',
          'selfLink',
          'uid',
          'clusterName',
          'generation',
          'managedFields',
          'resourceVersion',
        ].map(f => `f:${f}`),
      ),
    ],
  ],
);

function withoutManaged(object: Raw): Raw {
  if (!object.metadata?.managedFields) return object;
  const { managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function emptyLike(object: Raw, node: SchemaNode): Raw {
  const zero =
    node.kind === 'struct' && !node.preserveUnknown
      ? zeroStruct(node as StructNode)
      : {};
  return { ...zero, apiVersion: object.apiVersion, kind: object.kind };
}

/** The managedFields after a create, update or patch. */
export function trackUpdate(
  live: KubeObject | undefined,
  next: KubeObject,
  node: SchemaNode,
  writer: Writer,
  ignored?: FieldSet,
): Raw[] | undefined {
  const given = next.metadata.managedFields as Raw[] | undefined;
  if (given && given.length === 1 && Object.keys(given[0] ?? {}).length === 0)
    return undefined;
  const fromRequest = writer.subresource ? undefined : decodeManaged(given);
  const entries =
    fromRequest && fromRequest.size > 0
      ? fromRequest
      : decodeManaged(live?.metadata.managedFields as Raw[]) ?? new Map();
  if (live && entries.size === 0) return undefined;
  const before = live ? withoutManaged(live) : emptyLike(next, node);
  const changes = compare(before, withoutManaged(next), node);
  const skip = ignored ?? new FieldSet();
  const removed = changes.removed.recursiveDifference(skip);
  const touched = changes.modified
    .recursiveDifference(skip)
    .union(changes.added.recursiveDifference(skip));
  for (const [key, entry] of entries) {
    const set = entry.set.difference(touched).difference(removed);
    if (set.empty) entries.delete(key);
    else entries.set(key, { ...entry, set });
  }
  const own = touched.difference(STRIPPED);
  if (!own.empty) {
    const entry: ManagerEntry = {
      manager: writer.manager,
      operation: 'Update',
      apiVersion: writer.apiVersion,
      subresource: writer.subresource,
      time: writer.time,
      set: own,
    };
    const key = managerKey(entry);
    const previous = entries.get(key);
    entries.set(
      key,
      previous ? { ...entry, set: own.union(previous.set) } : entry,
    );
  }
  if (writer.subresource === 'scale') {
    // A Scale carries no times: who scales stands there without one.
    for (const [key, entry] of entries)
      if (entry.subresource === 'scale')
        entries.set(key, { ...entry, time: undefined });
  }
  return encodeManaged(capManagers(entries));
}

/** What server-side apply makes of a live object. */
export interface Applied {
  object: Raw;
  managedFields: Raw[] | undefined;
}

/** Applies a configuration: merges it, drops what its manager gave up, and refuses conflicts unless forced. */
export function applyConfiguration(
  live: KubeObject | undefined,
  config: KubeObject,
  node: SchemaNode,
  writer: Writer,
  force: boolean,
  ignored?: FieldSet,
): Applied {
  let entries =
    decodeManaged(live?.metadata.managedFields as Raw[]) ??
    new Map<string, ManagerEntry>();
  const base = live ? withoutManaged(live) : emptyLike(config, node);
  if (live && entries.size === 0) {
    const first = compare(emptyLike(config, node), base, node);
    const set = first.added.union(first.modified).difference(STRIPPED);
    const entry: ManagerEntry = {
      manager: 'before-first-apply',
      operation: 'Update',
      apiVersion: writer.apiVersion,
      time: writer.time,
      set,
    };
    if (!set.empty) entries.set(managerKey(entry), entry);
  }
  try {
    return applyOnce(base, config, node, writer, entries, force, ignored);
  } catch (error) {
    if (!(error instanceof ApplyConflicts)) throw error;
    const allowed =
      writer.manager === 'kubectl' ? fromLastApplied(base, node) : undefined;
    const rest = allowed
      ? error.conflicts
          .map(c => ({ ...c, set: c.set.difference(allowed) }))
          .filter(c => !c.set.empty)
      : error.conflicts;
    if (rest.length === 0) {
      entries =
        decodeManaged(live?.metadata.managedFields as Raw[]) ?? new Map();
      return applyOnce(base, config, node, writer, entries, true, ignored);
    }
    throw applyConflict(conflictMessage(rest), conflictCauses(rest));
  }
}

function applyOnce(
  base: Raw,
  config: KubeObject,
  node: SchemaNode,
  writer: Writer,
  entries: Map<string, ManagerEntry>,
  force: boolean,
  ignored?: FieldSet,
): Applied {
  const own: ManagerEntry = {
    manager: writer.manager,
    operation: 'Apply',
    apiVersion: writer.apiVersion,
    subresource: writer.subresource,
    time: writer.time,
    set: new FieldSet(),
  };
  const ownKey = managerKey(own);
  const last = entries.get(ownKey);
  const skip = ignored ?? new FieldSet();
  own.set = fieldSetOf(config, node).recursiveDifference(skip);
  let merged = mergeTyped(base, config, node);
  const all = new Map(entries).set(ownKey, own);
  if (last && !last.set.empty)
    merged = prune(merged, node, last.set, [...all.values()]);

  const changes = compare(base, merged, node);
  const touched = changes.modified
    .recursiveDifference(skip)
    .union(changes.added.recursiveDifference(skip));
  const conflicts: Conflict[] = [];
  for (const [key, entry] of entries) {
    if (key === ownKey) continue;
    const set = entry.set.intersection(touched);
    if (!set.empty) conflicts.push({ entry, set });
  }
  if (conflicts.length > 0 && !force) throw new ApplyConflicts(conflicts);
  const after = new Map<string, ManagerEntry>();
  for (const [key, entry] of all) {
    const set =
      key === ownKey
        ? entry.set
        : entry.set.difference(touched).difference(changes.removed);
    if (!set.empty) after.set(key, { ...entry, set });
  }
  own.set = own.set.difference(STRIPPED);
  const changed = !equalJson(base, merged);
  // A Scale carries no times.
  const isScale = writer.subresource === 'scale';
  if (own.set.empty) after.delete(ownKey);
  else if (isScale) after.set(ownKey, { ...own, time: undefined });
  else after.set(ownKey, { ...own, time: changed ? writer.time : last?.time });
  return { object: merged, managedFields: encodeManaged(after) };
}

function prune(
  merged: Raw,
  node: SchemaNode,
  last: FieldSet,
  managers: ManagerEntry[],
): Raw {
  const named = (set: FieldSet) => set.withNamedFields(node);
  const lastNamed = named(last);
  let pruned = removeFields(merged, lastNamed, node) ?? {};
  const managed = managers.reduce((sum, m) => sum.union(m.set), new FieldSet());
  const mergedSet = named(fieldSetOf(merged, node));
  const keep = named(fieldSetOf(pruned, node)).union(named(managed));
  pruned = removeFields(merged, mergedSet.difference(keep), node) ?? {};
  const prunedSet = named(fieldSetOf(pruned, node));
  return (
    removeFields(
      merged,
      mergedSet.difference(prunedSet).intersection(lastNamed),
      node,
    ) ?? {}
  );
}

function fromLastApplied(live: Raw, node: SchemaNode): FieldSet | undefined {
  const text = live.metadata?.annotations?.[LAST_APPLIED];
  if (!text) return undefined;
  try {
    const config = JSON.parse(text);
    if (config.apiVersion !== live.apiVersion) return undefined;
    const changes = compare(config, live, node);
    return fieldSetOf(config, node)
      .difference(changes.modified)
      .difference(changes.added)
      .difference(changes.removed);
  } catch {
    return undefined;
  }
}
