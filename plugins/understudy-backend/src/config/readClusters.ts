import type { RootConfigService } from '@backstage/backend-plugin-api';

/**
 * The clusters that Backstage's Kubernetes configuration names.
 */
export interface ConfiguredClusters {
  /** Their names, in the order of the configuration, each once. */
  names: readonly string[];
  /**
   * Where further clusters come from that the configuration does not list, in
   * words.
   */
  elsewhere: readonly string[];
}

const NAME_OF_LOCAL_PROXY = 'local';

const SOURCES: Record<string, string> = {
  catalog: 'the catalog',
  gke: 'Google Kubernetes Engine',
};

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/**
 * Reads which clusters Backstage's Kubernetes plugin knows. That configuration
 * is not ours, so what looks odd is passed over: the plugin it belongs to is
 * the one to complain.
 */
export function readClusters(config: RootConfigService): ConfiguredClusters {
  const methods = asArray(
    read(config.getOptional('kubernetes'), 'clusterLocatorMethods'),
  );
  const names = new Set<string>();
  const elsewhere = new Set<string>();
  for (const method of methods) {
    const type = read(method, 'type');
    if (type === 'config') {
      for (const cluster of asArray(read(method, 'clusters'))) {
        const name = read(cluster, 'name');
        if (typeof name === 'string' && name !== '') {
          names.add(name);
        }
      }
    } else if (type === 'localKubectlProxy') {
      names.add(NAME_OF_LOCAL_PROXY);
    } else if (typeof type === 'string') {
      elsewhere.add(SOURCES[type] ?? `the locator ${type}`);
    }
  }
  return { names: [...names], elsewhere: [...elsewhere] };
}
