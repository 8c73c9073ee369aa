import type { JsonObject, JsonValue } from '@backstage/types';
import {
  fingerprintOf,
  type Target,
  type TargetIdentity,
} from '@understudy/plugin-understudy-common';
import { OperationError } from '@understudy/plugin-understudy-node';
import { pathOf, type ApiResource } from '../client/ApiDirectory';
import type { KubernetesCluster } from '../clusters/KubernetesCluster';
import { maskObject } from '../masking/maskObject';
import type { SecretCommitments } from '../masking/SecretCommitments';
import type { KubeObject } from './KubeObject';
import { managedBy } from './managedBy';

/** Which object is meant. */
export interface ObjectAddress {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** A live object and what identifies it. */
export interface ResolvedObject {
  resource: ApiResource;
  object: KubeObject;
  target: Target;
}

function inWords({ kind, name, namespace }: ObjectAddress): string {
  return `${kind} ${name}${namespace ? ` in the namespace ${namespace}` : ''}`;
}

/** Finds how a cluster serves an object, and sees to it that the namespace fits. */
export async function findResource(
  cluster: KubernetesCluster,
  address: Pick<ObjectAddress, 'apiVersion' | 'kind' | 'namespace'>,
  options: { signal: AbortSignal; needsNamespace: boolean },
): Promise<ApiResource> {
  const { kind, namespace } = address;
  const resource = await cluster.directory.find(
    address.apiVersion,
    kind,
    options.signal,
  );
  if (resource.namespaced && !namespace && options.needsNamespace) {
    throw new OperationError('invalid', `A ${kind} needs a namespace`, {
      issues: [{ pointer: '/namespace', message: 'is missing' }],
    });
  }
  if (!resource.namespaced && namespace) {
    throw new OperationError('invalid', `A ${kind} is in no namespace`, {
      issues: [{ pointer: '/namespace', message: 'must be left out' }],
    });
  }
  return resource;
}

/** What the plan hash binds of an object. */
export function identityOf(target: TargetIdentity): TargetIdentity {
  const { system, cluster, clusterUid, kind, namespace, name, uid } = target;
  return {
    system,
    cluster,
    clusterUid,
    kind,
    ...(namespace && { namespace }),
    name,
    uid,
  };
}

/** The fingerprint of an object, whose secrets enter by commitments only. */
function fingerprintOfObject(
  object: KubeObject,
  options: { clusterUid: string; commitments: SecretCommitments },
): string {
  const commit = options.commitments.of({
    clusterUid: options.clusterUid,
    uid: object.metadata.uid,
  });
  return fingerprintOf(maskObject(object, commit).object, {
    // They are commitments already.
    commit: (_: string, value: JsonValue) => String(value),
  });
}

/** Reads an object as it is now. */
export async function resolveObject(options: {
  cluster: KubernetesCluster;
  address: ObjectAddress;
  commitments: SecretCommitments;
  signal: AbortSignal;
}): Promise<ResolvedObject> {
  const { cluster, address, signal } = options;
  const [resource, clusterUid] = await Promise.all([
    findResource(cluster, address, { signal, needsNamespace: true }),
    cluster.uid(signal),
  ]);
  const answer: JsonObject = await cluster.read({
    method: 'GET',
    path: pathOf(resource, address),
    signal,
    what: inWords(address),
    action: `get ${resource.resource}`,
  });
  const object = answer as KubeObject;
  if (
    object.kind !== address.kind ||
    object.metadata?.name !== address.name ||
    typeof object.metadata.uid !== 'string'
  ) {
    throw new OperationError(
      'unavailable',
      `The cluster ${cluster.name} gave something else than ${inWords(
        address,
      )}. Is its address that of a Kubernetes API?`,
    );
  }
  const by = managedBy(object);
  return {
    resource,
    object,
    target: {
      system: 'kubernetes',
      cluster: cluster.name,
      clusterUid,
      kind: `${address.apiVersion}/${address.kind}`,
      ...(object.metadata.namespace && {
        namespace: object.metadata.namespace,
      }),
      name: object.metadata.name,
      uid: object.metadata.uid,
      ...(object.metadata.resourceVersion && {
        resourceVersion: object.metadata.resourceVersion,
      }),
      fingerprint: fingerprintOfObject(object, {
        clusterUid,
        commitments: options.commitments,
      }),
      observed: {
        labels: { ...object.metadata.labels },
        ...(by && { managedBy: by }),
      },
    },
  };
}
