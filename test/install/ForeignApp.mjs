// @ts-check
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { get } from '../../packages/workbench/src/get.mjs';
import { freePort } from '../../packages/workbench/src/ports.mjs';
import { children } from '../../packages/workbench/src/stopping.mjs';
import { createApp } from './createApp.mjs';
import {
  backstageEntries,
  openDependencies,
  withCaret,
  withoutCaret,
} from './releaseLock.mjs';
import { runCommand } from './runCommand.mjs';

/**
 * @typedef {object} ForeignAppOptions
 * @property {boolean} legacy
 * @property {string} dir kept from run to run, since installing takes its time
 * @property {string} program create-app
 * @property {Record<string, string>} resolutions
 * @property {string} lock one that names the packages of this release of Backstage
 * @property {string} registry of our packages
 * @property {NodeJS.ProcessEnv} env
 * @property {string} log
 * @property {string} tied
 */

/** A Backstage that knows nothing of us, and that belongs to someone else. */
export class ForeignApp {
  #options;

  /** @param {ForeignAppOptions} options */
  constructor(options) {
    this.#options = options;
  }

  get dir() {
    return this.#options.dir;
  }

  /** Makes it, or puts back what an earlier run left behind. */
  async create() {
    const { dir, resolutions, lock } = this.#options;
    const made = path.join(dir, '.git/made');
    const entries = backstageEntries(lock);
    const wanted = JSON.stringify({ resolutions, entries });
    if (!existsSync(made) || readFileSync(made, 'utf8') !== wanted) {
      rmSync(dir, { recursive: true, force: true });
      await createApp(this.#options);
      await this.#git('init', '-q');
      this.edit('package.json', text => {
        const manifest = JSON.parse(text);
        Object.assign(manifest.resolutions, resolutions);
        return `${JSON.stringify(manifest, undefined, 2)}\n`;
      });
      appendFileSync(
        path.join(dir, '.yarnrc.yml'),
        'enableScripts: false\nenableTelemetry: false\n',
      );
      await this.#installRelease(entries);
      await this.#commit();
      writeFileSync(made, wanted);
    }
    // To what was committed, not to the index: an earlier run staged its steps there.
    await this.#git('reset', '-q', '--hard');
    await this.#git('clean', '-qfd');
    // Only where to find our packages; a published release needs none of this.
    appendFileSync(
      path.join(dir, '.yarnrc.yml'),
      `npmScopes:\n  understudy:\n    npmRegistryServer: '${
        this.#options.registry
      }'\nunsafeHttpWhitelist: ['127.0.0.1']\n`,
    );
    await this.#install();
    await this.#git('add', '-A');
  }

  /**
   * Installs the packages of the release that create-app is of.
   *
   * @param {string} entries
   */
  async #installRelease(entries) {
    const { dir } = this.#options;
    const lock = path.join(dir, 'yarn.lock');
    const manifests = ['.', 'packages/app', 'packages/backend'].map(folder =>
      path.join(dir, folder, 'package.json'),
    );
    const texts = manifests.map(file => readFileSync(file, 'utf8'));
    const open = new Map(
      texts.flatMap(text => [...openDependencies(JSON.parse(text), entries)]),
    );
    manifests.forEach((file, index) =>
      writeFileSync(file, withoutCaret(texts[index], open)),
    );
    writeFileSync(lock, entries);
    await this.#install();
    manifests.forEach((file, index) => writeFileSync(file, texts[index]));
    writeFileSync(lock, withCaret(readFileSync(lock, 'utf8'), open));
    await this.#install();
  }

  /** A yarn of this version may fall over when a request is repeated just as it is answered. */
  async #install() {
    for (let again = 2; ; again -= 1) {
      try {
        await this.yarn('install');
        return;
      } catch (error) {
        if (!again || !String(error).includes('`onCancel` handler'))
          throw error;
      }
    }
  }

  /** The files that speak of us. */
  async filesWithOurName() {
    const found = await this.#git(
      'grep',
      '-lis',
      '--untracked',
      '-e',
      'understudy',
      '--',
      '.',
      ':!.yarnrc.yml',
    ).catch(() => '');
    return found.split('\n').filter(Boolean);
  }

  /** @param {string[]} args */
  async #git(...args) {
    const { dir, env, log } = this.#options;
    return runCommand('git', args, { cwd: dir, env, log });
  }

  async #commit() {
    await this.#git('add', '-A');
    await this.#git(
      '-c',
      'user.name=Adopter',
      '-c',
      'user.email=adopter@example.test',
      'commit',
      '-q',
      '--no-gpg-sign',
      '-m',
      'our Backstage',
    );
  }

  /** @param {string[]} args */
  async yarn(...args) {
    const { dir, env, log } = this.#options;
    return runCommand(
      process.execPath,
      [path.join(dir, '.yarn/releases/yarn-4.13.0.cjs'), ...args],
      { cwd: dir, env: { ...env, YARN_ENABLE_IMMUTABLE_INSTALLS: '0' }, log },
    );
  }

  /**
   * @param {string} command as it stands in the README, beginning with yarn
   */
  async command(command) {
    const [yarn, ...args] = command.split(/\s+/);
    if (yarn !== 'yarn') {
      throw new Error(`not a command of yarn: ${command}`);
    }
    return this.yarn(...args);
  }

  /**
   * @param {string} file
   * @param {(text: string) => string} change
   */
  edit(file, change) {
    const full = path.join(this.dir, file);
    const before = readFileSync(full, 'utf8');
    const after = change(before);
    if (after === before) {
      throw new Error(`${file} has no place for the change`);
    }
    writeFileSync(full, after);
  }

  /** Builds what the backend serves. */
  async build() {
    rmSync(path.join(this.dir, 'packages/app/dist'), {
      recursive: true,
      force: true,
    });
    await this.yarn('workspace', 'app', 'build');
  }

  /**
   * Starts the backend as `yarn start` does, on a port of its own.
   *
   * @param {string} node
   */
  async boot(node) {
    const { dir, env, log, tied } = this.#options;
    const port = await freePort(17_000 + Math.floor(Math.random() * 20_000));
    const url = `http://localhost:${port}`;
    const overlay = path.join(dir, 'node_modules/.cache/port.json');
    mkdirSync(path.dirname(overlay), { recursive: true });
    writeFileSync(
      overlay,
      JSON.stringify({
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { port, host: '127.0.0.1' },
          cors: { origin: url },
        },
      }),
    );
    const bootLog = `${log}.boot`;
    const fd = openSync(bootLog, 'w');
    const child = spawn(
      node,
      [
        path.join(dir, 'node_modules/@backstage/cli/bin/backstage-cli'),
        'package',
        'start',
        '--config',
        '../../app-config.yaml',
        '--config',
        overlay,
      ],
      {
        cwd: path.join(dir, 'packages/backend'),
        env: {
          ...env,
          PATH: `${path.dirname(node)}${path.delimiter}${env.PATH}`,
          NODE_ENV: 'development',
          NODE_OPTIONS: `--require ${tied}`,
        },
        stdio: ['ignore', fd, fd],
      },
    );
    const forget = children.add(child);
    let ended = false;
    const end = new Promise(resolve =>
      child.once('close', () => {
        ended = true;
        forget();
        resolve(undefined);
      }),
    );
    const said = () => readFileSync(bootLog, 'utf8');
    const stop = async () => {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await end;
      clearTimeout(hard);
      appendFileSync(log, said());
    };
    const until = Date.now() + 180_000;
    while (Date.now() < until && !ended) {
      const answer = await get(`${url}/.backstage/health/v1/readiness`).catch(
        () => undefined,
      );
      if (answer?.status === 200) {
        return { url, said, stop };
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    await stop();
    throw new Error(`the backend did not get ready:\n${said().slice(-6000)}`);
  }
}
