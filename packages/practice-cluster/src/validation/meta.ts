import { Raw } from '../types';
import { equalJson } from '../util/json';
import {
  FieldError,
  forbiddenValue,
  invalidValue,
  required,
  tooLong,
} from './FieldError';
import {
  label1035Errors,
  labelNameErrors,
  labelValueErrors,
  pathNameErrors,
  qualifiedNameErrors,
  subdomainErrors,
} from './names';

export const IMMUTABLE = 'field is immutable';

const RULES = {
  subdomain: subdomainErrors,
  label: labelNameErrors,
  label1035: label1035Errors,
  path: pathNameErrors,
  none: () => [],
};

/** The check for names of one kind. */
function nameErrors(rule: keyof typeof RULES, name: string): string[] {
  return RULES[rule](name);
}

export function validateLabels(labels: Raw, path: string): FieldError[] {
  const out: FieldError[] = [];
  for (const key of Object.keys(labels ?? {}).sort()) {
    out.push(...qualifiedNameErrors(key).map(m => invalidValue(path, key, m)));
    out.push(
      ...labelValueErrors(labels[key]).map(m =>
        invalidValue(path, labels[key], m),
      ),
    );
  }
  return out;
}

export function validateAnnotations(
  annotations: Raw,
  path: string,
): FieldError[] {
  const out: FieldError[] = [];
  let size = 0;
  for (const key of Object.keys(annotations ?? {}).sort()) {
    out.push(
      ...qualifiedNameErrors(key.toLowerCase()).map(m =>
        invalidValue(path, key, m),
      ),
    );
    size += key.length + annotations[key].length;
  }
  if (size > 256 * 1024) out.push(tooLong(path, 256 * 1024));
  return out;
}

function validateOwners(owners: Raw[], path: string): FieldError[] {
  const out: FieldError[] = [];
  let controller: string | undefined;
  for (const owner of owners) {
    if (!owner.apiVersion)
      out.push(
        invalidValue(
          `${path}.apiVersion`,
          owner.apiVersion ?? '',
          'version must not be empty',
        ),
      );
    for (const field of ['kind', 'name', 'uid']) {
      if (!owner[field])
        out.push(
          invalidValue(
            `${path}.${field}`,
            owner[field] ?? '',
            'must not be empty',
          ),
        );
    }
    if (owner.controller) {
      if (controller) {
        out.push(
          invalidValue(
            path,
            owners,
            `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${owner.kind}/${owner.name}`,
          ),
        );
      }
      controller = `${owner.kind}/${owner.name}`;
    }
  }
  return out;
}

function validateFinalizers(finalizers: string[], path: string): FieldError[] {
  const out = finalizers.flatMap(f =>
    qualifiedNameErrors(f).map(m => invalidValue(path, f, m)),
  );
  if (
    finalizers.includes('orphan') &&
    finalizers.includes('foregroundDeletion')
  ) {
    out.push(
      invalidValue(
        path,
        finalizers,
        'finalizer orphan and foregroundDeletion cannot be both set',
      ),
    );
  }
  return out;
}

/** Checks labels, annotations, owners and finalizers. */
export function validateCommonMeta(meta: Raw): FieldError[] {
  const out: FieldError[] = [];
  out.push(...validateLabels(meta.labels, 'metadata.labels'));
  out.push(...validateAnnotations(meta.annotations, 'metadata.annotations'));
  out.push(
    ...validateOwners(meta.ownerReferences ?? [], 'metadata.ownerReferences'),
  );
  out.push(...validateFinalizers(meta.finalizers ?? [], 'metadata.finalizers'));
  return out;
}

/** Checks the metadata of any object. */
export function validateMeta(
  meta: Raw,
  namespaced: boolean,
  rule: keyof typeof RULES,
): FieldError[] {
  const out: FieldError[] = [];
  if (meta.generateName) {
    const masked = meta.generateName.endsWith('-')
      ? `${meta.generateName.slice(0, -1)}a`
      : meta.generateName;
    out.push(
      ...nameErrors(rule, masked).map(m =>
        invalidValue('metadata.generateName', meta.generateName, m),
      ),
    );
  }
  if (!meta.name)
    out.push(required('metadata.name', 'name or generateName is required'));
  else
    out.push(
      ...nameErrors(rule, meta.name).map(m =>
        invalidValue('metadata.name', meta.name, m),
      ),
    );
  if (namespaced) {
    if (!meta.namespace) out.push(required('metadata.namespace'));
    else
      out.push(
        ...labelNameErrors(meta.namespace).map(m =>
          invalidValue('metadata.namespace', meta.namespace, m),
        ),
      );
  } else if (meta.namespace) {
    out.push(forbiddenValue('metadata.namespace', 'not allowed on this type'));
  }
  if ((meta.generation ?? 0) < 0)
    out.push(
      invalidValue(
        'metadata.generation',
        meta.generation,
        'must be greater than or equal to 0',
      ),
    );
  out.push(...validateCommonMeta(meta));
  return out;
}

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** Built-in kinds take no finalizer that nobody can be named for. */
export function validateKubeFinalizers(meta: Raw): FieldError[] {
  return ((meta.finalizers ?? []) as string[]).flatMap((name, i) =>
    name.includes('/') || STANDARD_FINALIZERS.includes(name)
      ? []
      : [
          invalidValue(
            `metadata.finalizers[${i}]`,
            name,
            'name is neither a standard finalizer name nor is it fully qualified',
          ),
        ],
  );
}

/** Checks a change of metadata. */
export function validateMetaUpdate(meta: Raw, old: Raw): FieldError[] {
  const out: FieldError[] = [];
  const immutable = (field: string) => {
    if (!equalJson(meta[field], old[field]))
      out.push(
        invalidValue(`metadata.${field}`, meta[field] ?? null, IMMUTABLE),
      );
  };
  if (old.deletionTimestamp) {
    const added = (meta.finalizers ?? [])
      .filter((f: string) => !(old.finalizers ?? []).includes(f))
      .sort();
    if (added.length > 0) {
      const list = `[]string{${added
        .map((f: string) => JSON.stringify(f))
        .join(', ')}}`;
      out.push(
        forbiddenValue(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`,
        ),
      );
    }
  }
  [
    'name',
    'namespace',
    'uid',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ].forEach(immutable);
  out.push(...validateCommonMeta(meta));
  return out;
}
