import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';
import type { ClusterConfig, Credential } from './ClusterConfig';

/** What Backstage's configuration says of a cluster. */
export type BackstageCluster = Omit<ClusterConfig, 'runner' | 'timeoutMs'>;

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const LOCAL_PROXY: BackstageCluster = {
  name: 'local',
  url: 'http://localhost:8001',
  skipTlsVerify: true,
  reader: { kind: 'none' },
};

type Entry = Record<string, JsonValue | undefined>;

function entries(value: JsonValue | undefined): Entry[] {
  return Array.isArray(value)
    ? value.filter(
        (entry): entry is Entry =>
          typeof entry === 'object' && entry !== null && !Array.isArray(entry),
      )
    : [];
}

function text(entry: Entry, key: string): string | undefined {
  const value = entry[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readerOf(entry: Entry): { reader?: Credential; note?: string } {
  const provider =
    text(entry, 'authProvider') ??
    (entry.authMetadata as Entry | undefined)?.['kubernetes.io/auth-provider'];
  const token = text(entry, 'serviceAccountToken');
  if (provider === 'serviceAccount') {
    return token
      ? { reader: { kind: 'token', token } }
      : { reader: { kind: 'tokenFile', file: `${ACCOUNT}/token` } };
  }
  if (provider === 'localKubectlProxy') {
    return { reader: { kind: 'none' } };
  }
  return {
    note: `Its authProvider ${String(
      provider,
    )} gives tokens to people's browsers only. Understudy reads it with a token under understudy.kubernetes.clusters`,
  };
}

function clusterOf(entry: Entry): BackstageCluster | undefined {
  const name = text(entry, 'name');
  const url = text(entry, 'url');
  if (!name || !url) {
    return undefined;
  }
  const { reader, note } = readerOf(entry);
  const caData = text(entry, 'caData');
  const inside = reader?.kind === 'tokenFile' && !caData;
  return {
    name,
    url,
    caData,
    caFile: text(entry, 'caFile') ?? (inside ? `${ACCOUNT}/ca.crt` : undefined),
    skipTlsVerify: entry.skipTLSVerify === true,
    reader,
    note,
  };
}

/**
 * The clusters that Backstage's Kubernetes plugin reads from its configuration.
 * It is not ours, so what looks odd is passed over: the plugin it belongs to is
 * the one to complain.
 */
export function readBackstageClusters(
  config: RootConfigService,
): BackstageCluster[] {
  const kubernetes = config.getOptional('kubernetes') as Entry | undefined;
  const found = new Map<string, BackstageCluster>();
  for (const method of entries(kubernetes?.clusterLocatorMethods)) {
    const clusters =
      method.type === 'config'
        ? entries(method.clusters).map(clusterOf)
        : [method.type === 'localKubectlProxy' ? LOCAL_PROXY : undefined];
    for (const cluster of clusters) {
      if (cluster && !found.has(cluster.name)) {
        found.set(cluster.name, cluster);
      }
    }
  }
  return [...found.values()];
}
