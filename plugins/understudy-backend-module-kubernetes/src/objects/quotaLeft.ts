import type { JsonObject } from '@backstage/types';
import { listAt, mapAt } from './KubeObject';
import { quantity } from './quantity';

/** How much of something one pod counts for. */
function perPod(template: JsonObject | undefined, resource: string): number {
  if (resource === 'pods' || resource === 'count/pods') {
    return 1;
  }
  const [, list, name] = /^(?:(requests|limits)\.)?(cpu|memory)$/.exec(
    resource,
  ) ?? [undefined, undefined, undefined];
  return name
    ? listAt(template, 'spec', 'containers')
        .map(container =>
          quantity(
            mapAt(container, 'resources', list ?? 'requests')[name] ?? '',
          ),
        )
        .reduce<number>((sum, value) => sum + (value ?? 0), 0)
    : 0;
}

/**
 * How many more pods of a template fit into all quotas of a namespace; undefined
 * where none of them counts such pods. A quota for some pods only counts as one
 * for all, which errs on the strict side.
 */
export function quotaLeft(
  quotas: readonly JsonObject[],
  template: JsonObject | undefined,
): number | undefined {
  const left = quotas.flatMap(quota => {
    const used = mapAt(quota, 'status', 'used');
    return Object.entries(mapAt(quota, 'status', 'hard')).flatMap(
      ([resource, hard]) => {
        const each = perPod(template, resource);
        const total = quantity(hard);
        return each > 0 && total !== undefined
          ? [(total - (quantity(used[resource] ?? '0') ?? 0)) / each]
          : [];
      },
    );
  });
  return left.length > 0
    ? Math.max(0, Math.floor(Math.min(...left) + 1e-9))
    : undefined;
}
