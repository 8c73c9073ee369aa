import { Raw, UserInfo } from '../types';
import { badRequest, invalid } from '../status/errors';
import { invalidValue } from '../validation/FieldError';
import { formatTime } from '../util/time';
import { Identities } from './Identities';
import { AccessAttributes, Rbac } from './Rbac';

/** What reviews are answered from. */
export interface ReviewContext {
  rbac: Rbac;
  identities: Identities;
  user: UserInfo;
  namespace?: string;
  now: number;
}

function attributes(spec: Raw): AccessAttributes {
  const { resourceAttributes: r, nonResourceAttributes: n } = spec;
  if (n) return { verb: n.verb ?? '', path: n.path ?? '' };
  return {
    verb: r.verb ?? '',
    group: r.group ?? '',
    resource: r.resource ?? '',
    subresource: r.subresource || undefined,
    namespace: r.namespace || undefined,
    name: r.name || undefined,
  };
}

/** Messages show the form that the server works with inside. */
function internalForm({ path, verb }: Raw): Raw {
  return { Path: path ?? '', Verb: verb ?? '' };
}

/** A review is asked, not kept: nothing about it may be named. */
function checkName(metadata: Raw = {}): void {
  const { namespace: _, ...rest } = metadata;
  if (Object.keys(rest).every(key => key === 'managedFields')) return;
  throw invalid('authorization.k8s.io', '', '', [
    invalidValue('metadata', rest, 'must be empty'),
  ]);
}

function checkSpec(spec: Raw): void {
  const both = spec.resourceAttributes && spec.nonResourceAttributes;
  const none = !spec.resourceAttributes && !spec.nonResourceAttributes;
  if (both)
    throw invalid('authorization.k8s.io', '', '', [
      invalidValue(
        'spec.nonResourceAttributes',
        internalForm(spec.nonResourceAttributes),
        'cannot be specified in combination with resourceAttributes',
      ),
    ]);
  if (none)
    throw invalid('authorization.k8s.io', '', '', [
      invalidValue(
        'spec.resourceAttributes',
        null,
        'exactly one of nonResourceAttributes or resourceAttributes must be specified',
      ),
    ]);
}

function decide(body: Raw, rbac: Rbac, user: UserInfo): Raw {
  const { allowed, reason } = rbac.authorize(user, attributes(body.spec));
  return { ...body, status: { allowed, ...(reason ? { reason } : {}) } };
}

function rulesReview(body: Raw, context: ReviewContext): Raw {
  const { namespace } = body.spec ?? {};
  if (!namespace) throw badRequest('no namespace on request');
  const rules = context.rbac.rulesFor(context.user, namespace);
  const resourceRules = rules
    .filter(r => (r.nonResourceURLs ?? []).length === 0)
    .map(r => ({
      verbs: r.verbs,
      apiGroups: r.apiGroups,
      resources: r.resources,
      ...(r.resourceNames ? { resourceNames: r.resourceNames } : {}),
    }));
  const nonResourceRules = rules
    .filter(r => (r.nonResourceURLs ?? []).length > 0)
    .map(r => ({ verbs: r.verbs, nonResourceURLs: r.nonResourceURLs }));
  return {
    ...body,
    metadata: {},
    spec: {},
    status: { resourceRules, nonResourceRules, incomplete: false },
  };
}

function userInfo(user: UserInfo): Raw {
  return {
    username: user.username,
    ...(user.uid ? { uid: user.uid } : {}),
    groups: user.groups,
    ...(user.extra ? { extra: user.extra } : {}),
  };
}

/** Answers the kinds that are asked and never stored; undefined for other kinds. */
export function answerReview(
  kind: string,
  body: Raw,
  context: ReviewContext,
): Raw | undefined {
  switch (kind) {
    case 'SelfSubjectAccessReview':
      checkName(body.metadata);
      checkSpec(body.spec);
      return decide(body, context.rbac, context.user);
    case 'SubjectAccessReview':
    case 'LocalSubjectAccessReview': {
      checkSpec(body.spec);
      const { user, groups, uid } = body.spec;
      if (!user && (groups ?? []).length === 0) {
        throw invalid('authorization.k8s.io', '', '', [
          invalidValue(
            'spec.user',
            '',
            'at least one of user or group must be specified',
          ),
        ]);
      }
      checkName(body.metadata);
      if (
        kind === 'LocalSubjectAccessReview' &&
        body.spec.nonResourceAttributes
      ) {
        throw invalid('authorization.k8s.io', '', '', [
          invalidValue(
            'spec.nonResourceAttributes',
            internalForm(body.spec.nonResourceAttributes),
            'disallowed on this kind of request',
          ),
        ]);
      }
      if (
        kind === 'LocalSubjectAccessReview' &&
        body.spec.resourceAttributes?.namespace !== context.namespace
      ) {
        throw invalid('authorization.k8s.io', '', '', [
          invalidValue(
            'spec.resourceAttributes.namespace',
            body.spec.resourceAttributes?.namespace ?? '',
            'must match metadata.namespace',
          ),
        ]);
      }
      return decide(body, context.rbac, {
        username: user ?? '',
        uid,
        groups: groups ?? [],
      });
    }
    case 'SelfSubjectRulesReview':
      return rulesReview(body, context);
    case 'SelfSubjectReview':
      return {
        ...body,
        metadata: {
          ...body.metadata,
          creationTimestamp: formatTime(context.now),
        },
        status: { userInfo: userInfo(context.user) },
      };
    case 'TokenReview': {
      if (!body.spec?.token)
        throw badRequest('token is required for TokenReview in authentication');
      const user = context.identities.byToken(body.spec?.token ?? '');
      return {
        ...body,
        status: user
          ? { authenticated: true, user: userInfo(user) }
          : { user: {}, error: 'invalid bearer token' },
      };
    }
    default:
      return undefined;
  }
}
