import { issueToken } from '../auth/issueToken';
import { ResourceDef } from '../registry/ResourceDef';
import { invalid, notFound } from '../status/errors';
import { trackUpdate } from '../managed/FieldManager';
import { FieldSet } from '../managed/FieldSet';
import { Schema } from '../schema/Schema';
import { KubeObject, Raw } from '../types';
import { formatTime } from '../util/time';
import { invalidValue } from '../validation/FieldError';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { findNamed } from './handleRead';
import { Body, isEmptyBody, parseObject } from './readBody';
import { respondJson } from './respond';
import { writeOptionsOf } from './writeOptions';

const DEFAULT_SECONDS = 3600;
const MINIMUM_SECONDS = 600;
const MAXIMUM_SECONDS = 2 ** 32;

/** Makes a token for a service account. */
export function handleToken(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
  body: Body,
): void {
  const account = findNamed(context, def, exchange);
  const request: Raw = isEmptyBody(body) ? {} : parseObject(body);
  const seconds = request.spec?.expirationSeconds ?? DEFAULT_SECONDS;
  if (seconds < MINIMUM_SECONDS) {
    throw invalid('authentication.k8s.io', 'TokenRequest', '', [
      invalidValue(
        'spec.expirationSeconds',
        seconds,
        'may not specify a duration less than 10 minutes',
      ),
    ]);
  }
  if (seconds > MAXIMUM_SECONDS) {
    throw invalid('authentication.k8s.io', 'TokenRequest', '', [
      invalidValue(
        'spec.expirationSeconds',
        seconds,
        'may not specify a duration larger than 2^32 seconds',
      ),
    ]);
  }
  const audiences: string[] = request.spec?.audiences ?? [
    'https://practice.invalid',
  ];
  const bound = request.spec?.boundObjectRef;
  if (
    bound?.kind === 'Pod' &&
    !context.engine.find('pods', account.metadata.namespace, bound.name)
  )
    throw notFound({ group: '', resource: 'pods' }, bound.name);
  const now = context.engine.clock.now();
  const issued = issueToken(account, audiences, now, seconds);
  context.identities.remember(issued, account);
  const { name, namespace } = account.metadata;
  const apiVersion = 'authentication.k8s.io/v1';
  const managedFields = trackUpdate(
    undefined,
    {
      apiVersion,
      kind: 'TokenRequest',
      metadata: { name },
      spec: request.spec,
    } as KubeObject,
    Schema.shared().kind(apiVersion, 'TokenRequest')!,
    {
      manager: writeOptionsOf(exchange, 'CreateOptions').fieldManager,
      apiVersion,
      subresource: 'token',
      time: formatTime(now),
    },
    new FieldSet(['f:status']),
  );
  respondJson(exchange, 201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {
      name,
      namespace,
      uid: account.metadata.uid,
      creationTimestamp: formatTime(now),
      ...(managedFields ? { managedFields } : {}),
    },
    spec: {
      audiences,
      expirationSeconds: seconds,
      boundObjectRef: request.spec?.boundObjectRef ?? null,
    },
    status: {
      token: issued.token,
      expirationTimestamp: formatTime(issued.expiresAt),
    },
  });
}
