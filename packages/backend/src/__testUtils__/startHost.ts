import type { JsonObject } from '@backstage/types';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const packageDir = resolve(__dirname, '../..');
const rootDir = resolve(packageDir, '../..');

/** A host that runs in a process of its own, from the very index that people start. */
export interface Host {
  url: string;
  port: number;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  await new Promise(done => {
    server.close(done);
  });
  return typeof address === 'object' && address ? address.port : 0;
}

/**
 * Starts the example host and waits until it is ready, or throws what it said before it ended.
 */
export async function startHost(options: {
  configs: string[];
  /** The port to listen on; a free one if not given. */
  port?: number;
  overlay: (host: { url: string; port: number }) => JsonObject;
  env?: NodeJS.ProcessEnv;
}): Promise<Host> {
  const port = options.port ?? (await freePort());
  const url = `http://localhost:${port}`;
  const directory = await mkdtemp(join(tmpdir(), 'understudy-host-'));
  const overlay = join(directory, 'app-config.json');
  await writeFile(overlay, JSON.stringify(options.overlay({ url, port })));

  const configs = [
    ...options.configs.map(name => resolve(rootDir, name)),
    overlay,
  ];
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
      'src/index.ts',
      ...configs.flatMap(config => ['--config', config]),
    ],
    {
      cwd: packageDir,
      env: {
        PATH: process.env.PATH,
        ESBK_TSCONFIG_PATH: resolve(rootDir, 'tsconfig.json'),
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said: string[] = [];
  child.stdout.setEncoding('utf8').on('data', text => said.push(text));
  child.stderr.setEncoding('utf8').on('data', text => said.push(text));
  const ended = new Promise<void>(done => {
    child.once('close', () => done());
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(directory, { recursive: true, force: true });
  };

  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      await stop();
      throw new Error(`The host ended before it was ready:\n${said.join('')}`);
    }
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`).then(
      response => response.ok,
      () => false,
    );
    if (ready) {
      return { url, port, stop };
    }
    await wait(100);
  }
}
