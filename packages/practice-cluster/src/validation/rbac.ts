import { Raw } from '../types';
import { equalJson } from '../util/json';
import { subdomainErrors } from './names';
import { FieldError, invalidValue, notSupported, required } from './FieldError';

/** Checks a Role or ClusterRole. */
export function validateRole(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  for (const [i, rule] of (object.rules ?? []).entries()) {
    const at = `rules[${i}]`;
    if ((rule.verbs ?? []).length === 0)
      out.push(
        required(`${at}.verbs`, 'verbs must contain at least one value'),
      );
    if ((rule.nonResourceURLs ?? []).length > 0) {
      if (object.kind === 'Role')
        out.push(
          invalidValue(
            `${at}.nonResourceURLs`,
            rule.nonResourceURLs,
            'namespaced rules cannot apply to non-resource URLs',
          ),
        );
      continue;
    }
    if ((rule.apiGroups ?? []).length === 0)
      out.push(
        required(
          `${at}.apiGroups`,
          'resource rules must supply at least one api group',
        ),
      );
    if ((rule.resources ?? []).length === 0)
      out.push(
        required(
          `${at}.resources`,
          'resource rules must supply at least one resource',
        ),
      );
  }
  return out;
}

/** Checks a RoleBinding or ClusterRoleBinding. */
export function validateBinding(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  const group = 'rbac.authorization.k8s.io';
  const { roleRef } = object;
  const kinds =
    object.kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  if (roleRef.apiGroup !== group)
    out.push(notSupported('roleRef.apiGroup', roleRef.apiGroup, [group]));
  if (!kinds.includes(roleRef.kind))
    out.push(notSupported('roleRef.kind', roleRef.kind, kinds));
  if (!roleRef.name) out.push(required('roleRef.name'));
  for (const [i, subject] of (object.subjects ?? []).entries()) {
    const at = `subjects[${i}]`;
    if (!subject.name) out.push(required(`${at}.name`));
    if (subject.kind === 'ServiceAccount') {
      if (subject.name)
        out.push(
          ...subdomainErrors(subject.name).map(m =>
            invalidValue(`${at}.name`, subject.name, m),
          ),
        );
      if (subject.apiGroup)
        out.push(notSupported(`${at}.apiGroup`, subject.apiGroup, ['']));
      if (!subject.namespace && object.kind === 'ClusterRoleBinding')
        out.push(required(`${at}.namespace`));
    } else if (['User', 'Group'].includes(subject.kind)) {
      if ((subject.apiGroup ?? group) !== group)
        out.push(notSupported(`${at}.apiGroup`, subject.apiGroup, [group]));
    } else {
      out.push(
        notSupported(`${at}.kind`, subject.kind, [
          'ServiceAccount',
          'User',
          'Group',
        ]),
      );
    }
  }
  return out;
}

export function validateBindingUpdate(object: Raw, old: Raw): FieldError[] {
  return equalJson(object.roleRef, old.roleRef)
    ? []
    : [
        invalidValue(
          'roleRef',
          {
            APIGroup: object.roleRef.apiGroup,
            Kind: object.roleRef.kind,
            Name: object.roleRef.name,
          },
          'cannot change roleRef',
        ),
      ];
}
