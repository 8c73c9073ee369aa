import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  ClusterConfig,
  Credential,
  ImpersonationConfig,
} from './ClusterConfig';
import { readBackstageClusters } from './readBackstageClusters';

const WHERE = 'understudy.kubernetes';
const TIMEOUT_SECONDS = 10;
const SETTINGS = ['requestTimeoutSeconds', 'commitmentKey', 'clusters'];
const CLUSTER_SETTINGS = [
  'name',
  'url',
  'token',
  'tokenFile',
  'caData',
  'caFile',
  'skipTLSVerify',
  'impersonate',
];
const IMPERSONATE_SETTINGS = ['usernamePrefix', 'groupPrefix', 'users'];
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f]/;

/** What {@link readKubernetesConfig} found. */
export interface KubernetesConfig {
  clusters: ClusterConfig[];
  /** What commitments to masked values are keyed with, if it is configured. */
  commitmentKey?: string;
}

/** A setting that is spelt wrong must not mean that somebody else acts. */
function refuseUnknown(
  entry: Config | undefined,
  where: string,
  known: readonly string[],
): void {
  const unknown = entry?.keys().find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw new InputError(
      `${where} has no setting ${unknown}; there are ${known.join(', ')}`,
    );
  }
}

function readUser(written: string, where: string): string {
  let ref;
  try {
    ref = parseEntityRef(written, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
  } catch {
    ref = undefined;
  }
  if (ref?.kind.toLocaleLowerCase('en') !== 'user') {
    throw new InputError(
      `${where} names ${written}, which is no user of the catalog such as user:default/sam`,
    );
  }
  return stringifyEntityRef(ref);
}

function readCredential(entry: Config, where: string): Credential | undefined {
  const token = entry.getOptionalString('token');
  const file = entry.getOptionalString('tokenFile');
  if (token !== undefined && file !== undefined) {
    throw new InputError(`${where} has a token and a tokenFile; keep one`);
  }
  if (token !== undefined) {
    return { kind: 'token', token };
  }
  return file === undefined ? undefined : { kind: 'tokenFile', file };
}

/** Nobody may get the rights of the cluster's own parts by a name. */
function refuseSystem(name: string, where: string): string {
  if (name.startsWith('system:') || UNPRINTABLE.test(name)) {
    throw new InputError(
      `${where} is ${JSON.stringify(
        name,
      )}. Names that begin with system: belong to the cluster, and nobody acts under them`,
    );
  }
  return name;
}

function readImpersonation(
  entry: Config,
  where: string,
): ImpersonationConfig | undefined {
  const impersonate = entry.getOptionalConfig('impersonate');
  if (!impersonate) {
    return undefined;
  }
  refuseUnknown(impersonate, `${where}.impersonate`, IMPERSONATE_SETTINGS);
  const prefix = (key: string) =>
    refuseSystem(
      impersonate.getOptionalString(key) ?? '',
      `${where}.impersonate.${key}`,
    );
  return {
    usernamePrefix: prefix('usernamePrefix'),
    groupPrefix: prefix('groupPrefix'),
    users: new Map(
      (impersonate.getOptionalConfigArray('users') ?? []).map(user => [
        readUser(user.getString('user'), `${where}.impersonate.users`),
        refuseSystem(user.getString('as'), `${where}.impersonate.users`),
      ]),
    ),
  };
}

function parseUrl(url: string, where: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (
    !parsed ||
    !['http:', 'https:'].includes(parsed.protocol) ||
    parsed.username !== '' ||
    parsed.password !== ''
  ) {
    throw new InputError(
      `${where} has the address ${
        parsed ? `${parsed.protocol}//${parsed.host}` : url
      }, which is none: it must be http: or https:, without a user in it`,
    );
  }
  return parsed;
}

/** A token in plain text is read by whoever is on the way. */
function refusePlainText(cluster: ClusterConfig): ClusterConfig {
  const { protocol, hostname } = parseUrl(
    cluster.url,
    `The cluster ${cluster.name}`,
  );
  return protocol === 'https:' || LOOPBACK.test(hostname)
    ? cluster
    : {
        ...cluster,
        reader: undefined,
        runner: undefined,
        note: 'Its address is http: and not on this machine, so that a token would travel in plain text. Give it an https: address',
      };
}

/**
 * Reads which clusters there are and with what they are read and acted on. What
 * is ours is read strictly, and fails loud.
 */
export function readKubernetesConfig(
  config: RootConfigService,
): KubernetesConfig {
  const ours = config.getOptionalConfig(WHERE);
  refuseUnknown(ours, WHERE, SETTINGS);
  const timeoutMs =
    1000 *
    (ours?.getOptionalNumber('requestTimeoutSeconds') ?? TIMEOUT_SECONDS);
  if (!(timeoutMs > 0 && timeoutMs <= 60_000)) {
    throw new InputError(
      `${WHERE}.requestTimeoutSeconds must be more than 0 and at most 60`,
    );
  }
  const clusters = new Map<string, ClusterConfig>(
    readBackstageClusters(config).map(cluster => [
      cluster.name,
      { ...cluster, timeoutMs },
    ]),
  );
  const seen = new Set<string>();
  for (const entry of ours?.getOptionalConfigArray('clusters') ?? []) {
    const name = entry.getString('name');
    const where = `${WHERE}.clusters, ${name}`;
    refuseUnknown(entry, where, CLUSTER_SETTINGS);
    if (seen.has(name)) {
      throw new InputError(`${where}: it is there twice`);
    }
    seen.add(name);
    const known = clusters.get(name);
    const url = entry.getOptionalString('url') ?? known?.url;
    if (url === undefined) {
      throw new InputError(
        `${where}: it has no url, and kubernetes.clusterLocatorMethods does not name it`,
      );
    }
    if (
      known &&
      parseUrl(url, where).href !== parseUrl(known.url, where).href
    ) {
      throw new InputError(
        `${where}: its url is ${url}, and that of the same name in kubernetes.clusterLocatorMethods is ${known.url}`,
      );
    }
    const credential = readCredential(entry, where);
    const impersonate = readImpersonation(entry, where);
    if (impersonate && !credential) {
      throw new InputError(
        `${where}: to impersonate it needs a token or a tokenFile that may`,
      );
    }
    clusters.set(name, {
      name,
      url,
      caData: entry.getOptionalString('caData') ?? known?.caData,
      caFile: entry.getOptionalString('caFile') ?? known?.caFile,
      skipTlsVerify:
        entry.getOptionalBoolean('skipTLSVerify') ??
        known?.skipTlsVerify ??
        false,
      timeoutMs,
      reader: known?.reader ?? credential,
      note: known?.reader || credential ? undefined : known?.note,
      ...(credential && { runner: { credential, impersonate } }),
    });
  }
  return {
    clusters: [...clusters.values()].map(refusePlainText),
    commitmentKey: ours?.getOptionalString('commitmentKey'),
  };
}
