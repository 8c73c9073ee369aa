import { Raw } from '../types';

/** What of one resource is left in a namespace that ends. */
export interface Remains {
  /** The resource with its group, as `deployments.apps`. */
  resource: string;
  objects: Raw[];
}

/** What a namespace that ends says about what holds it up. */
export function namespaceConditions(
  remains: Remains[],
  old: Raw[],
  now: string,
): Raw[] {
  const finalizers = new Map<string, number>();
  for (const { objects } of remains)
    for (const object of objects)
      for (const finalizer of object.metadata.finalizers ?? [])
        finalizers.set(finalizer, (finalizers.get(finalizer) ?? 0) + 1);
  const resources = remains
    .map(r => `${r.resource} has ${r.objects.length} resource instances`)
    .sort();
  const holds = [...finalizers]
    .map(([name, count]) => `${name} in ${count} resource instances`)
    .sort();
  const condition = (
    type: string,
    status: boolean,
    reason: string,
    message: string,
  ): Raw => {
    const before = old.find(c => c.type === type);
    const said = status ? 'True' : 'False';
    return {
      type,
      status: said,
      lastTransitionTime:
        before?.status === said ? before.lastTransitionTime : now,
      reason,
      message,
    };
  };
  return [
    condition(
      'NamespaceDeletionDiscoveryFailure',
      false,
      'ResourcesDiscovered',
      'All resources successfully discovered',
    ),
    condition(
      'NamespaceDeletionGroupVersionParsingFailure',
      false,
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    condition(
      'NamespaceDeletionContentFailure',
      false,
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ),
    resources.length > 0
      ? condition(
          'NamespaceContentRemaining',
          true,
          'SomeResourcesRemain',
          `Some resources are remaining: ${resources.join(', ')}`,
        )
      : condition(
          'NamespaceContentRemaining',
          false,
          'ContentRemoved',
          'All content successfully removed',
        ),
    holds.length > 0
      ? condition(
          'NamespaceFinalizersRemaining',
          true,
          'SomeFinalizersRemain',
          `Some content in the namespace has finalizers remaining: ${holds.join(
            ', ',
          )}`,
        )
      : condition(
          'NamespaceFinalizersRemaining',
          false,
          'ContentHasNoFinalizers',
          'All content-preserving finalizers finished',
        ),
  ];
}
