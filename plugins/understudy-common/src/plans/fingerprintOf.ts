import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { digestOf } from './digestOf';
import { escapePointer } from '../parsing/escapePointer';
import type { FingerprintOptions } from './FingerprintOptions';
import {
  noisyAnnotations,
  noisyLabels,
  noisyMetadata,
} from './kubernetesNoise';
import { withoutUndefined } from './withoutUndefined';

function objectAt(parent: JsonObject | undefined, key: string) {
  const value = parent?.[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : undefined;
}

/** Drops keys of a map, and the map itself where nothing is left of it. */
function prune(
  parent: JsonObject | undefined,
  key: string,
  noisy: readonly string[],
) {
  const map = objectAt(parent, key);
  if (!parent || !map) {
    return;
  }
  for (const name of noisy) {
    delete map[name];
  }
  if (Object.keys(map).length === 0) {
    delete parent[key];
  }
}

/** Clients write the time of creation as null where there is none. */
function withoutNullTimes(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map(withoutNullTimes);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value as { [key: string]: JsonValue })
      .filter(([key, item]) => key !== 'creationTimestamp' || item !== null)
      .map(([key, item]) => [key, withoutNullTimes(item)]),
  );
}

/** The node controller writes the condition of a node as taints into its spec. */
function withoutConditionTaints(spec: JsonObject) {
  if (!Array.isArray(spec.taints)) {
    return;
  }
  const taints = (spec.taints as JsonObject[])
    .filter(
      taint => !String(taint?.key ?? '').startsWith('node.kubernetes.io/'),
    )
    .map(taint => {
      const { timeAdded, ...rest } = taint;
      return rest;
    });
  if (taints.length > 0) {
    spec.taints = taints;
  } else {
    delete spec.taints;
  }
}

function commitSecrets(
  object: JsonObject,
  commit: FingerprintOptions['commit'],
) {
  for (const part of ['data', 'stringData']) {
    const values = object[part];
    if (values === undefined || values === null) {
      delete object[part];
      continue;
    }
    if (!commit) {
      throw new InputError(
        'The fingerprint of a Secret needs a way to commit to its values',
      );
    }
    const map = objectAt(object, part);
    object[part] = map
      ? Object.fromEntries(
          Object.entries(map).map(([key, value]) => [
            key,
            commit(`/${part}/${escapePointer(key)}`, value!),
          ]),
        )
      : commit(`/${part}`, values);
  }
}

/**
 * The fingerprint of a Kubernetes object: `sha256:<hex>` of what matters of it.
 * Its status, its versions and timestamps, who manages which field, its uid
 * (that is identity) and the notes of controllers do not matter; a crash loop
 * does not move it, an edit of the spec, a label or an annotation does, and so
 * does a deletion that has begun.
 *
 * The values of a Secret enter only through `commit`; without one a Secret with
 * values is refused.
 *
 * @public
 */
export function fingerprintOf(
  object: JsonObject,
  options?: FingerprintOptions,
): string {
  const { apiVersion, kind } = object;
  if (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    !apiVersion ||
    !kind
  ) {
    // Items of a list come without them, and a Secret must be known as one.
    throw new InputError(
      'The fingerprint needs an object with apiVersion and kind',
    );
  }
  const { status, ...rest } = object;
  const copy = withoutNullTimes(withoutUndefined(rest)) as JsonObject;
  if (kind === 'Secret') {
    commitSecrets(copy, options?.commit);
  }
  const metadata = objectAt(copy, 'metadata');
  for (const key of noisyMetadata) {
    delete metadata?.[key];
  }
  prune(metadata, 'annotations', noisyAnnotations);
  prune(metadata, 'labels', noisyLabels);
  const spec = objectAt(copy, 'spec');
  if (spec) {
    const template = objectAt(spec, 'template');
    const templateMetadata = objectAt(template, 'metadata');
    prune(templateMetadata, 'annotations', []);
    prune(templateMetadata, 'labels', noisyLabels);
    prune(template, 'metadata', []);
    if (kind === 'ReplicaSet') {
      prune(objectAt(spec, 'selector'), 'matchLabels', noisyLabels);
    }
    if (kind === 'Node') {
      withoutConditionTaints(spec);
    }
  }
  return digestOf({ schema: 'understudy-fingerprint/v1', object: copy });
}
