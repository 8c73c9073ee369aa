import { stringify } from 'yaml';

/** One cluster in a kubeconfig. */
export interface KubeconfigEntry {
  name: string;
  url: string;
  ca?: string;
  token: string;
}

/** A kubeconfig with one context per cluster. */
export function kubeconfigYaml(
  entries: KubeconfigEntry[],
  current: string,
): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': current,
    clusters: entries.map(e => ({
      name: e.name,
      cluster: {
        server: e.url,
        ...(e.ca
          ? {
              'certificate-authority-data': Buffer.from(e.ca).toString(
                'base64',
              ),
            }
          : {}),
      },
    })),
    users: entries.map(e => ({
      name: `${e.name}-admin`,
      user: { token: e.token },
    })),
    contexts: entries.map(e => ({
      name: e.name,
      context: { cluster: e.name, user: `${e.name}-admin` },
    })),
  });
}
