import type { ConnectorTestOptions } from '@understudy/plugin-understudy-node/testUtils';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { at, textAt } from '../objects/KubeObject';
import { ApiClient, type ApiServer } from './ApiClient';
import { connectTo } from './connectTo';
import { trialObjects } from './trialObjects';

const CLUSTER = 'trial';
const CORE = ['configmaps', 'secrets', 'services', 'pods', 'resourcequotas'];
const APPS = ['deployments', 'replicasets', 'statefulsets', 'daemonsets'];

/** What the contract suite needs to try the connector on a cluster. */
export function kubernetesTrial(
  server: ApiServer,
  options: {
    /** Act in the name of people; as an account of its own otherwise. */
    impersonate: boolean;
  },
): ConnectorTestOptions {
  const client = new ApiClient(server);
  const connect = (url: string, timeoutSeconds: number, ca?: string) =>
    connectTo({
      requestTimeoutSeconds: timeoutSeconds,
      clusters: [
        {
          name: CLUSTER,
          url,
          token: server.adminToken,
          ...(ca && { caData: Buffer.from(ca).toString('base64') }),
          ...(options.impersonate && { impersonate: {} }),
        },
      ],
    });
  return {
    connect: async ({ url, timeoutMs }) => connect(url, timeoutMs / 1000),
    async createSystem({ secret }) {
      const namespace = `trial-${randomBytes(5).toString('hex')}`;
      const core = `/api/v1/namespaces/${namespace}`;
      const apps = `/apis/apps/v1/namespaces/${namespace}`;
      const web = `${apps}/deployments/web`;
      for (const [path, object] of trialObjects(namespace, secret)) {
        await client.create(path, object);
      }
      for (;;) {
        const deployment = await client.get(web);
        if (
          at(deployment, 'status', 'readyReplicas') === 2 &&
          at(deployment, 'status', 'observedGeneration') ===
            at(deployment, 'metadata', 'generation')
        ) {
          break;
        }
        await wait(100);
      }
      const input = { cluster: CLUSTER, namespace };
      const one = (operation: string, what: object) => ({
        operation,
        input: { ...input, ...what, name: textAt(what as {}, 'name') ?? 'web' },
        missing: { ...input, ...what, name: 'gone' },
      });
      const many = (kind: { apiVersion: string; kind: string }) => ({
        operation: 'kubernetes:list',
        input: { ...input, ...kind },
        missing: { ...input, ...kind, namespace: `${namespace}-gone` },
      });
      const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };
      const kept = { apiVersion: 'v1', kind: 'Secret' };
      return {
        connector: connect(server.url, 10, server.ca),
        actor: {
          userEntityRef: 'user:default/sam',
          groups: ['group:default/trial'],
        },
        credentials: [server.adminToken],
        cases: [
          one('kubernetes:get', { ...kept, name: 'keys' }),
          one('kubernetes:get', deployment),
          one('kubernetes:get', {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            name: 'settings',
          }),
          many(kept),
          many(deployment),
          one('kubernetes:scale', { kind: 'Deployment', replicas: 3 }),
          one('kubernetes:rollout-restart', { kind: 'Deployment' }),
        ],
        async readState() {
          const lists = await Promise.all([
            ...CORE.map(kind => client.get(`${core}/${kind}`)),
            ...APPS.map(kind => client.get(`${apps}/${kind}`)),
          ]);
          return JSON.stringify(lists.map(({ items }) => items));
        },
        async disturb() {
          await client.merge(web, {
            metadata: { annotations: { 'trial/touched': namespace } },
          });
        },
        async close() {
          await client.delete(`/api/v1/namespaces/${namespace}`);
        },
      };
    },
  };
}
