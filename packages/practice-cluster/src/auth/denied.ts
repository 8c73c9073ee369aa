import { StatusError } from '../status/StatusError';
import { forbidden } from '../status/errors';
import { UserInfo } from '../types';
import { AccessAttributes } from './Rbac';

/** The 403 of someone who may not do something, worded as the API server does. */
export function denied(
  user: UserInfo,
  a: AccessAttributes,
  reason: string,
): StatusError {
  const who = `User ${JSON.stringify(user.username)} cannot ${a.verb}`;
  const tail = reason ? `: ${reason}` : '';
  if (a.path !== undefined)
    return new StatusError(
      403,
      'Forbidden',
      `forbidden: ${who} path ${JSON.stringify(a.path)}${tail}`,
      {},
    );
  const resource = a.subresource
    ? `${a.resource}/${a.subresource}`
    : a.resource;
  const where = a.namespace
    ? `in the namespace ${JSON.stringify(a.namespace)}`
    : 'at the cluster scope';
  return forbidden(
    { group: a.group ?? '', resource: a.resource ?? '' },
    a.name ?? '',
    `${who} resource ${JSON.stringify(resource)} in API group ${JSON.stringify(
      a.group ?? '',
    )} ${where}${tail}`,
  );
}
