import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { createServer, request, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostHeaderGuard } from './HostHeaderGuard';
import { refuseOtherMachines } from './refuseOtherMachines';

interface Answer {
  status: number | 'closed';
  text: string;
}

async function ask(options: {
  port?: number;
  socketPath?: string;
  headers?: Record<string, string>;
}): Promise<Answer> {
  return new Promise(resolve => {
    request({ host: '127.0.0.1', ...options })
      .on('response', response => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', chunk => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 'closed', text }),
        );
      })
      .on('upgrade', (response, socket) => {
        socket.destroy();
        resolve({ status: response.statusCode ?? 'closed', text: '' });
      })
      .on('error', () => resolve({ status: 'closed', text: '' }))
      .end();
  });
}

function backendConfig(backend: JsonObject, app?: JsonObject) {
  return mockServices.rootConfig({ data: { backend, ...(app && { app }) } });
}

describe('HostHeaderGuard', () => {
  let server: Server;

  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise(resolve => {
      server?.close(resolve);
    });
  });

  async function listen(onServer: (created: Server) => void): Promise<number> {
    server = createServer();
    onServer(server);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  it('lets a backend on loopback be opened by its own names only', async () => {
    const guards: HostHeaderGuard[] = [];
    const port = await listen(created =>
      created.on('request', (req, res) =>
        guards[0].middleware()(req, res, () => res.end('welcome')),
      ),
    );
    const own = HostHeaderGuard.forBackend(
      backendConfig(
        {
          listen: { host: '127.0.0.1', port },
          baseUrl: 'https://api.example.com',
        },
        { baseUrl: 'https://backstage.example.com:8443/base' },
      ),
    );
    guards.push(...(own ? [own] : []));

    for (const host of [
      `localhost:${port}`,
      `LocalHost:${port}`,
      `127.0.0.1:${port}`,
      `[::1]:${port}`,
      'api.example.com',
      'backstage.example.com:8443',
    ]) {
      await expect(ask({ port, headers: { host } })).resolves.toEqual({
        status: 200,
        text: 'welcome',
      });
    }
    for (const host of [
      'attacker.example',
      `attacker.example:${port}`,
      `localhost.attacker.example:${port}`,
      'localhost',
      'localhost:1',
      'backstage.example.com',
    ]) {
      await expect(ask({ port, headers: { host } })).resolves.toEqual({
        status: 421,
        text: expect.stringContaining(
          `This server answers to localhost:${port}, 127.0.0.1:${port}, [::1]:${port}`,
        ),
      });
    }
  });

  it.each<[string, JsonObject]>([
    ['another address', { listen: { host: '10.0.0.7', port: 7007 } }],
    ['every address', { listen: ':7007' }],
    ['no configured address', {}],
  ])('leaves a backend that listens on %s alone', (_, backend) => {
    expect(HostHeaderGuard.forBackend(backendConfig(backend))).toBeUndefined();
  });

  it('guards upgrades as well, without taking the first one from whoever waits for it', async () => {
    // Given a server whose plugin subscribes to upgrades with the first request for one, as signals does
    const guard = HostHeaderGuard.forHosts(['localhost:7007']);
    const seen: string[] = [];
    const port = await listen(created => {
      guard.guardUpgrades(created);
      created.on('request', (_req, res) => {
        seen.push('request');
        created.on('upgrade', (req, socket) => {
          if (!socket.destroyed) {
            seen.push(`upgrade for ${req.headers.host}`);
            socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n', () =>
              socket.destroy(),
            );
          }
        });
        res.end();
      });
    });
    const upgrade = (host: string) =>
      ask({
        port,
        headers: { host, connection: 'upgrade', upgrade: 'websocket' },
      });

    // When it was asked for the first time, the plugin has subscribed
    await upgrade('localhost:7007');
    expect(seen).toEqual(['request']);

    // Then its own name gets through and a foreign one does not
    await upgrade('localhost:7007');
    await expect(upgrade('attacker.example')).resolves.toMatchObject({
      status: 'closed',
    });
    expect(seen).toEqual(['request', 'upgrade for localhost:7007']);
  });
});

describe('refuseOtherMachines', () => {
  it('answers a peer on loopback and refuses any other', async () => {
    // Given the same server on loopback and on a socket whose peer has no loopback address
    const directory = await mkdtemp(join(tmpdir(), 'practice-'));
    const socketPath = join(directory, 'socket');
    const servers = [0, 1].map(() =>
      createServer((req, res) =>
        refuseOtherMachines(req, res, () => res.end('welcome')),
      ),
    );
    await new Promise<void>(resolve => {
      servers[0].listen(0, '127.0.0.1', resolve);
    });
    await new Promise<void>(resolve => {
      servers[1].listen(socketPath, resolve);
    });
    const address = servers[0].address();
    const port = typeof address === 'object' && address ? address.port : 0;

    try {
      await expect(ask({ port })).resolves.toEqual({
        status: 200,
        text: 'welcome',
      });
      await expect(ask({ socketPath })).resolves.toEqual({
        status: 403,
        text: 'The practice identity provider answers to this machine only.\n',
      });
    } finally {
      servers.forEach(created => created.close());
      await rm(directory, { recursive: true });
    }
  });
});
