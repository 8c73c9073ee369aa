// @ts-check
import { randomBytes } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { writeServiceAccountKey } from './certificates.mjs';
import { kubeconfig } from './kubeconfig.mjs';
import { kwokConfig } from './kwokConfig.mjs';
import { freePorts, Processes } from './processes.mjs';
import { RealClient } from './RealClient.mjs';
import { newest } from './versions.mjs';

/**
 * Users with a token each. `admin` may do everything; the others are nobody
 * until a test binds them to a role.
 */
const users = [
  'admin',
  'controller-manager',
  'scheduler',
  'kwok',
  'alice',
  'bob',
];

/**
 * Starts etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kwok
 * of one Kubernetes version on free loopback ports, with a few nodes, and gives
 * what is needed to talk to it. Stop it with `stop()`.
 *
 * @param {{ version?: string, nodes?: number, folder?: string, log?: (line: string) => void }} [options]
 */
export async function startRealCluster({
  version = newest,
  nodes = 3,
  folder,
  log = () => {},
} = {}) {
  const programs = await bootstrap({ version, log });
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'understudy-cluster-')));
  await mkdir(home, { recursive: true });
  const [etcdPort, peerPort, apiPort, kwokPort] = await freePorts(4);
  const server = `https://127.0.0.1:${apiPort}`;
  const tokens = new Map(
    users.map(user => [user, randomBytes(24).toString('hex')]),
  );
  const processes = new Processes(home);
  const at = (/** @type {string} */ name) => join(home, name);
  const started = Date.now();

  try {
    await writeServiceAccountKey(at('service-account.key'));
    await writeFile(
      at('tokens.csv'),
      `${users
        .map(user =>
          ['alice', 'bob'].includes(user)
            ? `${tokens.get(user)},${user},${user},"developers"`
            : `${tokens.get(user)},understudy:${user},${user},"system:masters"`,
        )
        .join('\n')}\n`,
      { mode: 0o600 },
    );

    processes.start('etcd', programs.etcd, [
      '--data-dir',
      at('etcd'),
      '--listen-client-urls',
      `http://127.0.0.1:${etcdPort}`,
      '--advertise-client-urls',
      `http://127.0.0.1:${etcdPort}`,
      '--listen-peer-urls',
      `http://127.0.0.1:${peerPort}`,
      '--initial-advertise-peer-urls',
      `http://127.0.0.1:${peerPort}`,
      '--initial-cluster',
      `default=http://127.0.0.1:${peerPort}`,
      // A test cluster that loses its data in a power cut has lost nothing.
      '--unsafe-no-fsync',
      '--log-level',
      'error',
    ]);
    processes.start('kube-apiserver', programs.kubernetes, [
      'kube-apiserver',
      '--etcd-servers',
      `http://127.0.0.1:${etcdPort}`,
      '--bind-address',
      '127.0.0.1',
      '--secure-port',
      String(apiPort),
      '--cert-dir',
      at('certificates'),
      '--token-auth-file',
      at('tokens.csv'),
      '--authorization-mode',
      'Node,RBAC',
      '--anonymous-auth=true',
      '--service-account-issuer',
      server,
      '--service-account-key-file',
      at('service-account.key'),
      '--service-account-signing-key-file',
      at('service-account.key'),
      '--service-cluster-ip-range',
      '10.96.0.0/16',
      '--allow-privileged=true',
      '--kubelet-preferred-address-types',
      'InternalIP',
      '--enable-priority-and-fairness=false',
      '--watch-cache=true',
    ]);
    const ca = async () => readFile(at('certificates/apiserver.crt'), 'utf8');
    await processes.waitFor(
      'the API server is ready',
      async () =>
        new RealClient({
          server,
          ca: await ca(),
          token: tokens.get('admin') ?? '',
        }).ready(),
      120,
    );
    const certificate = await ca();
    const admin = new RealClient({
      server,
      ca: certificate,
      token: tokens.get('admin') ?? '',
    });
    /** @param {string} user */
    const kubeconfigOf = user =>
      kubeconfig({
        name: user,
        server,
        ca: certificate,
        token: tokens.get(user) ?? '',
      });
    for (const user of users) {
      await writeFile(at(`${user}.kubeconfig`), kubeconfigOf(user), {
        mode: 0o600,
      });
    }

    processes.start('kube-controller-manager', programs.kubernetes, [
      'kube-controller-manager',
      '--kubeconfig',
      at('controller-manager.kubeconfig'),
      '--authentication-kubeconfig',
      at('controller-manager.kubeconfig'),
      '--authorization-kubeconfig',
      at('controller-manager.kubeconfig'),
      '--service-account-private-key-file',
      at('service-account.key'),
      '--root-ca-file',
      at('certificates/apiserver.crt'),
      '--use-service-account-credentials=false',
      '--leader-elect=false',
      '--secure-port=0',
      '--horizontal-pod-autoscaler-sync-period=5s',
    ]);
    processes.start('kube-scheduler', programs.kubernetes, [
      'kube-scheduler',
      '--kubeconfig',
      at('scheduler.kubeconfig'),
      '--authentication-kubeconfig',
      at('scheduler.kubeconfig'),
      '--authorization-kubeconfig',
      at('scheduler.kubeconfig'),
      '--leader-elect=false',
      '--secure-port=0',
    ]);
    // kwok reads pod logs in the format that a container runtime writes.
    await writeFile(
      at('pod.log'),
      Array.from(
        { length: 20 },
        (_, line) =>
          `${new Date(
            Date.now() - (20 - line) * 1000,
          ).toISOString()} stdout F line ${line + 1} of 20`,
      )
        .join('\n')
        .concat('\n'),
    );
    await writeFile(
      at('kwok.yaml'),
      await kwokConfig({ stages: programs.stages, logFile: at('pod.log') }),
    );
    processes.start('kwok', programs.kwok, [
      '--kubeconfig',
      at('kwok.kubeconfig'),
      '--config',
      at('kwok.yaml'),
      '--manage-all-nodes=true',
      '--node-ip',
      '127.0.0.1',
      '--node-port',
      String(kwokPort),
      '--server-address',
      `127.0.0.1:${kwokPort}`,
      '--tls-cert-file',
      at('certificates/apiserver.crt'),
      '--tls-private-key-file',
      at('certificates/apiserver.key'),
      // Without a lease the node controller calls the nodes unknown after 40 s.
      '--node-lease-duration-seconds=40',
    ]);
    for (let index = 1; index <= nodes; index += 1) {
      await admin.create('/api/v1/nodes', node(`node-${index}`));
    }
    await processes.waitFor('all nodes are ready', async () => {
      const list = await admin.get('/api/v1/nodes');
      return list.items.every((/** @type {any} */ item) =>
        item.status.conditions?.some(
          (/** @type {any} */ condition) =>
            condition.type === 'Ready' && condition.status === 'True',
        ),
      );
    });
    await processes.waitFor('the default service account exists', async () =>
      Boolean(
        await admin.get('/api/v1/namespaces/default/serviceaccounts/default'),
      ),
    );
    const kubectl = at('kubectl');
    await symlink(programs.kubernetes, kubectl);
    log(
      `Kubernetes ${programs.kubernetesVersion} is up after ${
        Date.now() - started
      } ms`,
    );

    return {
      version: programs.kubernetesVersion,
      server,
      ca: certificate,
      folder: home,
      etcd: `http://127.0.0.1:${etcdPort}`,
      kubectl,
      pids: processes.pids,
      client: admin,
      token: (/** @type {string} */ user) => tokens.get(user),
      kubeconfig: kubeconfigOf,
      kubeconfigPath: (/** @type {string} */ user) => at(`${user}.kubeconfig`),
      stop: async () => {
        await processes.stop();
        if (!folder) await rm(home, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

/** @param {string} name */
function node(name) {
  const capacity = {
    cpu: '8',
    memory: '16Gi',
    pods: '110',
    'ephemeral-storage': '100Gi',
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'node-role.kubernetes.io/agent': '',
      },
    },
    status: { capacity, allocatable: capacity },
  };
}
