import type { TargetIdentity } from '@understudy/plugin-understudy-common';
import type {
  AccessReview,
  OperationContext,
} from '@understudy/plugin-understudy-node';
import { resourceName } from '../client/ApiDirectory';
import type { ClusterRegistry } from '../clusters/ClusterRegistry';
import { at, textAt } from '../objects/KubeObject';

/** One thing that an operation does to each of its targets. */
export interface Right {
  verb: string;
  subresource?: string;
}

function split(kind: string): { apiVersion: string; kind: string } {
  const slash = kind.lastIndexOf('/');
  return { apiVersion: kind.slice(0, slash), kind: kind.slice(slash + 1) };
}

async function reviewOne(options: {
  clusters: ClusterRegistry;
  target: TargetIdentity;
  right: Right;
  reads: boolean;
  context: OperationContext;
}): Promise<AccessReview> {
  const { target, right, context } = options;
  const cluster = options.clusters.get(target.cluster);
  const { apiVersion, kind } = split(target.kind);
  const resource = await cluster.directory.find(
    apiVersion,
    kind,
    context.signal,
  );
  const ask = {
    method: 'POST' as const,
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          verb: right.verb,
          group: resource.group,
          resource: resource.resource,
          ...(right.subresource && { subresource: right.subresource }),
          ...(target.namespace && { namespace: target.namespace }),
          ...(target.name !== '*' && { name: target.name }),
        },
      },
    },
    signal: context.signal,
    what: `${kind} ${target.name}`,
    action: 'review its own access',
  };
  const [answer, identity] = options.reads
    ? await Promise.all([
        cluster.readAs(ask, context),
        cluster.readerOf(context),
      ])
    : await Promise.all([
        cluster.act(ask, context),
        cluster.identify(context).then(({ name }) => name),
      ]);
  const allowed =
    at(answer, 'status', 'allowed') === true &&
    at(answer, 'status', 'denied') !== true;
  const error = textAt(answer, 'status', 'evaluationError');
  const what = `${right.verb} ${resourceName(resource, right.subresource)}`;
  const where = target.namespace ? ` in the namespace ${target.namespace}` : '';
  return {
    target,
    verb: right.verb,
    resource: resourceName(resource),
    ...(right.subresource && { subresource: right.subresource }),
    allowed,
    identity,
    sentence: allowed
      ? `On the cluster ${cluster.name}, ${identity} may ${what}${where}`
      : `On the cluster ${
          cluster.name
        }, ${identity} may not ${what}${where}. Whoever looks after the cluster's RBAC can grant it${
          error ? '; the cluster could not look at all of its rules' : ''
        }`,
  };
}

/** Asks the clusters whether an operation's rights are there, for each target. */
export async function checkAccess(options: {
  clusters: ClusterRegistry;
  targets: readonly TargetIdentity[];
  rights: readonly Right[];
  reads: boolean;
  context: OperationContext;
}): Promise<AccessReview[]> {
  return Promise.all(
    options.targets.flatMap(target =>
      options.rights.map(right => reviewOne({ ...options, target, right })),
    ),
  );
}
