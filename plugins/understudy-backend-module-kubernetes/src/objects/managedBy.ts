import { listAt, objectAt, textAt, type KubeObject } from './KubeObject';

const MARKS: readonly [by: string, keys: readonly string[]][] = [
  ['argocd', ['argocd.argoproj.io/tracking-id', 'argocd.argoproj.io/instance']],
  ['flux', ['kustomize.toolkit.fluxcd.io/name', 'helm.toolkit.fluxcd.io/name']],
  ['helm', ['meta.helm.sh/release-name']],
];

/** What keeps an object as it wants it, by the marks that it leaves. */
export function managedBy(object: KubeObject): string | undefined {
  const { labels = {}, annotations = {} } = object.metadata;
  const found = MARKS.find(([, keys]) =>
    keys.some(key => key in labels || key in annotations),
  );
  return (
    found?.[0] ??
    labels['app.kubernetes.io/managed-by']?.toLocaleLowerCase('en')
  );
}

/** Who wrote a field last, as the server notes it; the path is that of managed fields. */
export function managersOf(
  object: KubeObject,
  ...path: string[]
): { manager: string; subresource?: string }[] {
  return listAt(object, 'metadata', 'managedFields')
    .filter(entry => objectAt(entry, 'fieldsV1', ...path) !== undefined)
    .map(entry => ({
      manager: textAt(entry, 'manager') ?? '',
      subresource: textAt(entry, 'subresource'),
    }));
}
