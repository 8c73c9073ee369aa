import { Raw } from '../types';
import { FieldError, invalidValue, notSupported, required } from './FieldError';

/** Checks an Event: it must live where the object lives that it is about. */
export function validateEvent(object: Raw): FieldError[] {
  const namespace = object.involvedObject?.namespace ?? '';
  const mine = object.metadata.namespace;
  const ok =
    namespace === mine ||
    (namespace === '' && (mine === 'default' || mine === 'kube-system'));
  return ok
    ? []
    : [
        invalidValue(
          'involvedObject.namespace',
          namespace,
          'does not match event.namespace',
        ),
      ];
}

/** Checks a CustomResourceDefinition. */
export function validateDefinition(object: Raw): FieldError[] {
  const { spec } = object;
  const out: FieldError[] = [];
  const wanted = `${spec.names?.plural}.${spec.group}`;
  if (object.metadata.name !== wanted)
    out.push(
      invalidValue(
        'metadata.name',
        object.metadata.name,
        `must be spec.names.plural+"."+spec.group`,
      ),
    );
  if (!spec.group) out.push(required('spec.group'));
  if (!['Cluster', 'Namespaced'].includes(spec.scope))
    out.push(
      spec.scope
        ? notSupported('spec.scope', spec.scope, ['Cluster', 'Namespaced'])
        : required('spec.scope'),
    );
  for (const [i, version] of (spec.versions ?? []).entries()) {
    if (!version.schema?.openAPIV3Schema)
      out.push(required(`spec.versions[${i}].schema.openAPIV3Schema`));
  }
  if ((spec.versions ?? []).filter((v: Raw) => v.storage).length !== 1) {
    out.push(
      invalidValue(
        'spec.versions',
        spec.versions ?? null,
        'must have exactly one version marked as storage version',
      ),
    );
  }
  for (const name of ['plural', 'singular', 'kind', 'listKind'])
    if (!spec.names?.[name]) out.push(required(`spec.names.${name}`));
  if ((object.status?.storedVersions ?? []).length === 0)
    out.push(
      invalidValue(
        'status.storedVersions',
        null,
        'must have at least one stored version',
      ),
    );
  return out;
}
