import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request as requestOverHttp } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { startPracticeCluster } from './startPracticeCluster';

function getOverTls(url: string, ca: string, token: string): Promise<string> {
  return new Promise((done, failed) => {
    request(
      url,
      { ca, headers: { authorization: `Bearer ${token}` } },
      response => {
        let text = '';
        response.on('data', chunk => (text += chunk));
        response.on('end', () => done(text));
      },
    )
      .on('error', failed)
      .end();
  });
}

describe('startPracticeCluster', () => {
  it('given TLS, when a client trusts its certificate, then the kubeconfig leads to it', async () => {
    const cluster = await startPracticeCluster({ name: 'safe', tls: true });
    const config = parse(cluster.kubeconfig());
    expect(config['current-context']).toBe('safe');
    const { server, 'certificate-authority-data': ca } =
      config.clusters[0].cluster;
    const nodes = JSON.parse(
      await getOverTls(
        `${server}/api/v1/nodes`,
        Buffer.from(ca, 'base64').toString(),
        config.users[0].user.token,
      ),
    );
    expect(nodes.items).toHaveLength(3);
    await expect(
      getOverTls(`${server}/api/v1/nodes`, '', cluster.adminToken),
    ).rejects.toThrow();
    await cluster.close();
  });

  it('given a page elsewhere whose name leads to loopback, when it asks, then it is turned away', async () => {
    const cluster = await startPracticeCluster({ adminToken: 'admin' });
    const ask = (host: string, headers: Record<string, string> = {}) =>
      new Promise<number | string | undefined>(done => {
        requestOverHttp(
          `${cluster.url}/api/v1/nodes`,
          { headers: { authorization: 'Bearer admin', ...headers, host } },
          response => done(response.resume().statusCode),
        )
          .on('error', (error: NodeJS.ErrnoException) => done(error.code))
          .end();
      });
    const { port } = new URL(cluster.url);
    for (const host of [`127.0.0.1:${port}`, 'localhost:8443', '[::1]:1'])
      expect([host, await ask(host)]).toEqual([host, 200]);
    for (const host of [
      `evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      `localhost.evil.example`,
      `10.0.0.1:${port}`,
    ]) {
      expect([host, await ask(host)]).toEqual([host, 421]);
      expect(
        await ask(host, { connection: 'Upgrade', upgrade: 'websocket' }),
      ).toBe('ECONNRESET');
    }
    await cluster.close();
  });

  it('given two starts, when their tokens are compared, then nothing of the one helps with the other', async () => {
    const starts = await Promise.all(
      [1, 2].map(() => startPracticeCluster({ name: 'same', seed: 'same' })),
    );
    const [a, b] = starts.map(cluster => cluster.adminToken);
    expect(a).not.toBe(b);
    expect(a.length).toBeGreaterThanOrEqual(32);
    const foreign = await fetch(`${starts[0].url}/api/v1/nodes`, {
      headers: { authorization: `Bearer ${b}` },
    });
    expect(foreign.status).toBe(401);
    await Promise.all(starts.map(cluster => cluster.close()));
  });

  it('given the Kubernetes client for Node, when it reads, writes, watches, logs and executes, then it understands every answer', async () => {
    const cluster = await startPracticeCluster({
      name: 'client',
      tls: true,
      speed: 20,
    });
    const folder = mkdtempSync(join(tmpdir(), 'practice-'));
    const path = join(folder, 'kubeconfig');
    writeFileSync(path, cluster.kubeconfig());
    const child = spawn(
      process.execPath,
      [resolve(__dirname, '../testing/kubernetesClient.mjs'), path],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let text = '';
    child.stdout.on('data', chunk => (text += chunk));
    await new Promise(done => child.on('close', done));
    expect(JSON.parse(text)).toEqual({
      createdAt: true,
      names: ['from-client', 'kube-root-ca.crt'],
      refused: 409,
      watched: [['ADDED', 'seen']],
      log: 'hello\n',
      exec: ['Success', 'talker\n'],
    });
    await cluster.close();
    rmSync(folder, { recursive: true });
  }, 60_000);

  it('given the command, when it runs as a child, then it says when it is ready, writes its files and ends with its parent', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'practice-'));
    const kubeconfigPath = join(folder, 'kubeconfig');
    const configPath = join(folder, 'app-config.practice.yaml');
    // Left by an earlier start, for all to read.
    for (const path of [kubeconfigPath, configPath]) {
      writeFileSync(path, 'old');
      chmodSync(path, 0o644);
    }
    const child = spawn(
      process.execPath,
      [
        resolve(__dirname, '../bin/practice-cluster'),
        '--clusters',
        'development',
        '--write-kubeconfig',
        kubeconfigPath,
        '--write-config',
        configPath,
        '--with-parent',
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const ended = new Promise<number | null>(done => child.on('exit', done));
    const line = await new Promise<string>(done =>
      child.stdout.once('data', data => done(String(data))),
    );
    const ready = JSON.parse(line);
    expect(ready).toMatchObject({
      ready: true,
      clusters: [{ name: 'development' }],
    });
    for (const path of [kubeconfigPath, configPath])
      expect((statSync(path).mode % 0o1000).toString(8)).toBe('600');
    const kubeconfig = parse(readFileSync(kubeconfigPath, 'utf8'));
    const ca = Buffer.from(
      kubeconfig.clusters[0].cluster['certificate-authority-data'],
      'base64',
    ).toString();
    const deployments = JSON.parse(
      await getOverTls(
        `${ready.clusters[0].url}/apis/apps/v1/deployments`,
        ca,
        kubeconfig.users[0].user.token,
      ),
    );
    expect(
      deployments.items.map(
        (d: { metadata: { name: string } }) => d.metadata.name,
      ),
    ).toContain('payments');
    const config = parse(readFileSync(configPath, 'utf8'));
    expect(config.understudy.practice.clusters).toEqual(ready.clusters);
    const [cluster] = config.kubernetes.clusterLocatorMethods[0].clusters;
    const secrets = JSON.parse(
      await getOverTls(
        `${cluster.url}/api/v1/secrets`,
        ca,
        cluster.serviceAccountToken,
      ),
    );
    expect(secrets.code).toBe(403);
    child.stdin.end();
    expect(await ended).toBe(0);
    rmSync(folder, { recursive: true });
  }, 60_000);
});
