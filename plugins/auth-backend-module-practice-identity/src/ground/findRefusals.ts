import type { RootConfigService } from '@backstage/backend-plugin-api';
import { isLoopbackHostname } from '../http/isLoopback';
import { findClusters, type ConfiguredCluster } from './findClusters';
import { readListenAddress } from './readListenAddress';

function isLoopbackUrl(url: string | undefined): url is string {
  return (
    url !== undefined &&
    URL.canParse(url) &&
    isLoopbackHostname(new URL(url).hostname)
  );
}

function sameUrl(left: string, right: string): boolean {
  return new URL(left).href === new URL(right).href;
}

function refuseAddresses(config: RootConfigService): string[] {
  const urls = ['app.baseUrl', 'backend.baseUrl'].flatMap(key => {
    const url = config.getOptionalString(key);
    return isLoopbackUrl(url)
      ? []
      : [
          `${key} is ${
            url ?? 'not set'
          }, which is not an address of this machine only`,
        ];
  });
  const { host } = readListenAddress(config);
  return isLoopbackHostname(host)
    ? urls
    : [
        ...urls,
        host
          ? `backend.listen is ${host}, which others can reach`
          : 'backend.listen names no host, so the backend listens on every address; set backend.listen.host to 127.0.0.1',
      ];
}

function refuseClusters(config: RootConfigService): string[] {
  const practice = (
    config.getOptionalConfigArray('understudy.practice.clusters') ?? []
  ).map(cluster => ({
    name: cluster.getString('name'),
    url: cluster.getString('url'),
  }));
  const isPractice = ({ name, url }: ConfiguredCluster) =>
    isLoopbackUrl(url) &&
    practice.some(
      cluster =>
        cluster.name === name &&
        isLoopbackUrl(cluster.url) &&
        sameUrl(cluster.url, url),
    );
  return findClusters(config)
    .filter(cluster => !isPractice(cluster))
    .map(({ where, name, url }) => {
      const what = [name, url && `at ${url}`].filter(Boolean).join(' ');
      return `${where} gives access to ${
        what ? `the cluster ${what}` : 'clusters that it does not name'
      }, which is no practice cluster of understudy.practice.clusters on this machine`;
    });
}

/**
 * Says why signing in without a password would be wrong here: one sentence for each reason, none where it
 * may be offered.
 */
export function findRefusals(
  config: RootConfigService,
  env: NodeJS.ProcessEnv,
): string[] {
  return [
    ...(env.NODE_ENV === 'production' ? ['NODE_ENV is production'] : []),
    ...refuseAddresses(config),
    ...refuseClusters(config),
  ];
}
