// @ts-check
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { checkClusters } from '../src/checkClusters.mjs';
import { ChildGroup, signalGroup } from '../src/ChildGroup.mjs';
import { choosePorts } from '../src/choosePorts.mjs';
import { portsOverlay } from '../src/hostConfig.mjs';
import { LockFile } from '../src/LockFile.mjs';
import { paths } from '../src/paths.mjs';
import { practiceChild } from '../src/practiceChild.mjs';
import { isAlive } from '../src/processes.mjs';
import { describeHolder, freePort, isTaken } from '../src/ports.mjs';
import { startOptions } from '../src/startOptions.mjs';
import { StepError } from '../src/StepError.mjs';
import { welcome } from '../src/welcome.mjs';

/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbench-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} [host] */
async function listen(host = '127.0.0.1') {
  const server = createServer();
  await new Promise(resolve =>
    server.listen(0, host, () => resolve(undefined)),
  );
  const { port } = /** @type {import('node:net').AddressInfo} */ (
    server.address()
  );
  return { port, close: () => new Promise(resolve => server.close(resolve)) };
}

/** @returns {import('../src/hostConfig.mjs').HostConfig} */
function hostConfig(port = 7007, identityPort = 7008) {
  return {
    port,
    identityPort,
    metadataUrl: `http://127.0.0.1:${identityPort}/.well-known/openid-configuration`,
    people: [],
  };
}

describe('ports', () => {
  it('are taken while someone listens, on either loopback address or on all', async () => {
    for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
      const { port, close } = await listen(host);
      assert.equal(await isTaken(port), true, host);
      await close();
      assert.equal(await isTaken(port), false, host);
    }
  });

  it('of the page stay as they are, and say who is in the way', async () => {
    const { port, close } = await listen();
    await assert.rejects(choosePorts(hostConfig(port), undefined), error => {
      assert.ok(error instanceof StepError);
      assert.match(
        error.why,
        new RegExp(`port ${port} is taken by process ${process.pid} \\(.*node`),
      );
      assert.match(error.remedy, /PORT=\d+ npm start/);
      return true;
    });
    assert.match(
      describeHolder(port) ?? '',
      new RegExp(`^process ${process.pid} `),
    );
    await close();
    assert.equal(describeHolder(port), undefined);
  });

  it('of the identity provider give way', async () => {
    const page = await freePort(20_000);
    const { port: taken, close } = await listen();
    const ports = await choosePorts(hostConfig(7007, taken), page);
    assert.equal(ports.port, page);
    assert.ok(ports.identityPort && ports.identityPort > taken);
    assert.equal(await isTaken(ports.identityPort), false);
    await close();

    // given the page asked for the identity provider's own port
    const both = await choosePorts(hostConfig(7007, page), page);
    assert.equal(both.port, page);
    assert.notEqual(both.identityPort, page);
  });

  it('change nothing in the configuration when they are the usual ones', () => {
    assert.equal(
      portsOverlay(hostConfig(), { port: 7007, identityPort: 7008 }),
      undefined,
    );
  });

  it('move all addresses that name them', () => {
    assert.deepEqual(
      portsOverlay(hostConfig(), { port: 7017, identityPort: 7018 }),
      {
        app: { baseUrl: 'http://localhost:7017' },
        backend: {
          baseUrl: 'http://localhost:7017',
          listen: { port: 7017 },
        },
        understudy: { practice: { identity: { port: 7018 } } },
        auth: {
          providers: {
            oidc: {
              development: {
                metadataUrl:
                  'http://127.0.0.1:7018/.well-known/openid-configuration',
              },
            },
          },
        },
      },
    );
    assert.deepEqual(
      Object.keys(
        portsOverlay(hostConfig(), { port: 7017, identityPort: 7008 }) ?? {},
      ),
      ['app', 'backend'],
    );
  });
});

describe('the options of start', () => {
  it('take the port from the option, else from the environment', () => {
    assert.deepEqual(startOptions(['--check'], {}), {
      check: true,
      verbose: false,
      clusters: true,
      port: undefined,
    });
    assert.equal(startOptions([], { PORT: '7017' }).port, 7017);
    assert.equal(startOptions(['--port', '7027'], { PORT: '7017' }).port, 7027);
    assert.equal(startOptions([], { PORT: '' }).port, undefined);
  });

  it('leave the practice clusters out by option or environment', () => {
    const without = { UNDERSTUDY_PRACTICE_CLUSTERS: 'off' };
    assert.equal(startOptions(['--no-clusters'], {}).clusters, false);
    assert.equal(startOptions([], without).clusters, false);
    assert.throws(
      () => startOptions([], { UNDERSTUDY_PRACTICE_CLUSTERS: 'nope' }),
      /can be on or off/,
    );
  });

  it('refuse what they do not know', () => {
    for (const args of [
      ['--chekc'],
      ['--port', 'http'],
      ['--port', '70007'],
      ['now'],
    ]) {
      assert.throws(() => startOptions(args, {}), StepError);
    }
  });
});

describe('the lock', () => {
  it('is held by one living process at a time', () => {
    const path = join(folder, 'one/start.lock');
    const mine = new LockFile(path);
    const other = new LockFile(path);
    assert.equal(mine.acquire('http://localhost:7007'), undefined);
    assert.equal(other.acquire()?.pid, process.pid);
    assert.equal(other.holder()?.about, 'http://localhost:7007');

    // what another could not have, it cannot let go of
    other.release();
    assert.ok(existsSync(path));
    mine.release();
    assert.equal(other.acquire(), undefined);
    other.release();
    assert.equal(existsSync(path), false);
  });

  it('of a dead process, of a number that was given again, or broken does not count', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const path = join(folder, 'start.lock');
    const left = [JSON.stringify({ pid }), '{"pid"', ''];
    if (process.platform === 'linux')
      left.push(JSON.stringify({ pid: process.pid, beginning: '1' }));
    for (const content of left) {
      writeFileSync(path, content);
      const lock = new LockFile(path);
      assert.equal(lock.acquire(), undefined, content);
      assert.equal(JSON.parse(readFileSync(path, 'utf8')).pid, process.pid);
      lock.release();
    }
  });
});

describe('the children of start', () => {
  /**
   * @param {string} name
   * @param {string} code
   * @param {string[]} story
   * @returns {import('../src/ChildGroup.mjs').ChildSpec}
   */
  const spec = (name, code, story) => ({
    name,
    what: `Starting ${name}`,
    start: () => {
      story.push(`${name} starts`);
      const child = spawn(process.execPath, ['-e', code], {
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
      });
      child.once('close', () => story.push(`${name} is gone`));
      return child;
    },
    ready: async child => {
      await new Promise(resolve => child.stdout?.once('data', resolve));
      story.push(`${name} is ready`);
    },
    ended: end => new StepError({ why: `${name} ${end}`, remedy: 'none' }),
    stop: signalGroup,
  });
  const serve = `console.log('ready'); setInterval(() => {}, 1000);`;

  it('start in order, each when the one before is ready, and stop the other way round', async () => {
    /** @type {string[]} */
    const story = [];
    const group = new ChildGroup();
    await group.start(spec('cluster', serve, story));
    await group.start(spec('backend', serve, story));
    await group.stop();
    assert.deepEqual(story, [
      'cluster starts',
      'cluster is ready',
      'backend starts',
      'backend is ready',
      'backend is gone',
      'cluster is gone',
    ]);
  });

  it('that end by themselves fail the start, or what waits for them later', async () => {
    const early = new ChildGroup();
    await assert.rejects(
      early.start(spec('backend', 'process.exit(3)', [])),
      /backend ended with code 3/,
    );
    await early.stop();

    const late = new ChildGroup();
    await late.start(
      spec(
        'backend',
        `console.log('ready'); setTimeout(() => process.exit(4), 50)`,
        [],
      ),
    );
    await assert.rejects(late.failed, /backend ended with code 4/);
    await late.stop();
  });

  it(
    'end when whoever started them is killed',
    { timeout: 30_000 },
    async () => {
      // given a parent that starts a tied child and says its number
      const parent = spawn(
        process.execPath,
        [
          '-e',
          `const child = require('node:child_process').spawn(process.execPath,
           ['--require', ${JSON.stringify(
             paths.tied,
           )}, '-e', "console.log(process.pid); setInterval(() => {}, 1000)"],
           { detached: true, stdio: 'inherit' });
         setInterval(() => {}, 1000);`,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const pid = Number(
        await new Promise(resolve => parent.stdout.once('data', resolve)),
      );
      assert.equal(isAlive(pid), true);
      const closed = new Promise(resolve =>
        parent.stdout.once('close', resolve),
      );

      // when the parent is killed, the pipe that both hold closes as soon as the child has ended too
      parent.kill('SIGKILL');
      await closed;
      // its number stays taken for a moment, until somebody has collected it
      while (isAlive(pid)) {
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      assert.equal(isAlive(pid), false);
    },
  );
});

describe('the practice clusters of start', () => {
  const patience = { timeout: 60_000 };

  /** @param {string} name */
  function filesIn(name) {
    const dir = join(folder, name);
    mkdirSync(dir);
    return {
      files: {
        config: join(dir, 'app-config.practice.yaml'),
        kubeconfig: join(dir, 'kubeconfig'),
      },
      logPath: join(dir, 'log'),
    };
  }

  it(
    'answer with what they wrote for the backend, and stop when asked',
    patience,
    async () => {
      const { files, logPath } = filesIn('clusters');
      const group = new ChildGroup();
      await group.start(practiceChild({ verbose: false, files, logPath }));
      assert.deepEqual(await checkClusters(files), [
        'development',
        'staging',
        'production',
      ]);

      // a file that others may read does not pass
      chmodSync(files.kubeconfig, 0o640);
      await assert.rejects(checkClusters(files), /may be read by others/);
      chmodSync(files.kubeconfig, 0o600);

      await group.stop();
      await assert.rejects(checkClusters(files), /development does not answer/);
    },
  );

  it('that end by themselves are told plainly', patience, async () => {
    const { files, logPath } = filesIn('dead');
    const group = new ChildGroup();
    const spec = practiceChild({ verbose: false, files, logPath });
    /** @type {number | undefined} */
    let pid;
    await group.start({
      ...spec,
      start() {
        const child = spec.start();
        pid = child.pid;
        return child;
      },
    });
    process.kill(/** @type {number} */ (pid), 'SIGSEGV');
    await assert.rejects(group.failed, error => {
      assert.ok(error instanceof StepError);
      assert.match(
        error.why,
        /^the process of the practice clusters was ended by SIGSEGV\.$/,
      );
      assert.match(error.remedy, /npm start -- --no-clusters/);
      return true;
    });
    await group.stop();
  });

  it('end when whoever started them is killed', patience, async () => {
    const { files, logPath } = filesIn('orphan');
    const parent = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { practiceChild } from ${JSON.stringify(
          pathToFileURL(join(paths.workbench, 'src/practiceChild.mjs')).href,
        )};
         const spec = practiceChild(${JSON.stringify({
           verbose: false,
           files,
           logPath,
         })});
         const child = spec.start();
         await spec.ready(child);
         console.log(child.pid);
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const pid = Number(
      await new Promise(resolve => parent.stdout.once('data', resolve)),
    );
    assert.equal(isAlive(pid), true);
    parent.kill('SIGKILL');
    while (isAlive(pid)) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await assert.rejects(checkClusters(files), /does not answer/);
  });
});

describe('the welcome', () => {
  const told = { url: 'http://localhost:7007', people: [], took: '5 s' };

  it('names the clusters only where they run, for any shell', () => {
    const log = '.data/log/backend.log';
    assert.doesNotMatch(welcome({ ...told, log }), /kube/);
    const said = welcome({ ...told, log, kubeconfig: "/it's here/kubeconfig" });
    const [line] = /export KUBECONFIG=.*/.exec(said) ?? [];
    const shell = spawnSync('sh', ['-c', `${line}; printf %s "$KUBECONFIG"`]);
    assert.equal(String(shell.stdout), "/it's here/kubeconfig");
    assert.match(said, /^ {2}kubectl get pods -A$/m);
  });
});
