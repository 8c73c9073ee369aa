import type { RootConfigService } from '@backstage/backend-plugin-api';

/** A cluster that the configuration gives somebody access to. */
export interface ConfiguredCluster {
  /** The key that it stands at. */
  where: string;
  /** Its name, where the configuration tells. */
  name?: string;
  /** The address of its API, where the configuration tells. */
  url?: string;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function fromBackstage(config: RootConfigService): ConfiguredCluster[] {
  const key = 'kubernetes.clusterLocatorMethods';
  const methods = config.getOptional(key) ?? [];
  if (!Array.isArray(methods)) {
    return [{ where: key }];
  }
  return methods.flatMap((method, index): ConfiguredCluster[] => {
    const where = `${key}[${index}]`;
    const clusters = isRecord(method) ? method.clusters : undefined;
    if (
      !isRecord(method) ||
      method.type !== 'config' ||
      !Array.isArray(clusters)
    ) {
      // Any other locator finds clusters that the configuration does not name.
      return [{ where }];
    }
    return clusters.map((cluster, at) => ({
      where: `${where}.clusters[${at}]`,
      name: isRecord(cluster) ? text(cluster.name) : undefined,
      url: isRecord(cluster) ? text(cluster.url) : undefined,
    }));
  });
}

function fromUnderstudy(value: unknown, where: string): ConfiguredCluster[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      fromUnderstudy(item, `${where}[${index}]`),
    );
  }
  if (!isRecord(value)) {
    return [];
  }
  const found: ConfiguredCluster[] = [];
  const addressed = ['url', 'server', 'host', 'cluster', 'context'].some(
    key => key in value,
  );
  if (addressed || /\.clusters\[\d+\]$/.test(where)) {
    found.push({ where, name: text(value.name), url: text(value.url) });
  }
  for (const [key, child] of Object.entries(value)) {
    if (/kube-?config/i.test(key) && child !== undefined && child !== null) {
      found.push({ where: `${where}.${key}` });
    } else {
      found.push(...fromUnderstudy(child, `${where}.${key}`));
    }
  }
  return found;
}

/**
 * Finds every cluster that the configuration gives access to, under `kubernetes` as well as under
 * `understudy.kubernetes`. What it cannot make out counts as a cluster without a name.
 */
export function findClusters(config: RootConfigService): ConfiguredCluster[] {
  return [
    ...fromBackstage(config),
    ...fromUnderstudy(
      config.getOptional('understudy.kubernetes'),
      'understudy.kubernetes',
    ),
  ];
}
