import { KubeConfig } from '@kubernetes/client-node';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import type { ClusterConfig, Credential } from '../config/ClusterConfig';

/** Enough for what people do at once, and little enough for the API server. */
const SOCKETS = 16;

function userOf(credential: Credential) {
  switch (credential.kind) {
    case 'token':
      return { name: 'understudy', token: credential.token };
    case 'tokenFile':
      // The client reads it again when it gets old.
      return {
        name: 'understudy',
        authProvider: {
          name: 'tokenFile',
          config: { tokenFile: credential.file },
        },
      };
    default:
      return { name: 'understudy' };
  }
}

/** How requests to one cluster travel, and with which credential. */
export interface Channel {
  agent: HttpAgent | HttpsAgent;
  /** The headers that say who sends a request. */
  headers(): Promise<Record<string, string>>;
}

/**
 * Opens a channel, with connections that are kept. The client library knows how
 * certificates and tokens are had; its own agents close after each request.
 */
export async function openChannel(
  cluster: ClusterConfig,
  credential: Credential,
): Promise<Channel> {
  const plain = cluster.url.startsWith('http:');
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    {
      name: cluster.name,
      server: cluster.url,
      caData: cluster.caData,
      caFile: cluster.caFile,
      // The library asks for this where there is no TLS at all.
      skipTLSVerify: plain || cluster.skipTlsVerify,
    },
    userOf(credential),
  );
  const read = async () => {
    const options: RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    return options;
  };
  const { ca, cert, key, rejectUnauthorized } = await read();
  const kept = { keepAlive: true, maxSockets: SOCKETS };
  return {
    agent: plain
      ? new HttpAgent(kept)
      : new HttpsAgent({
          ...kept,
          ca,
          cert,
          key,
          rejectUnauthorized,
        }),
    async headers() {
      return ((await read()).headers ?? {}) as Record<string, string>;
    },
  };
}
