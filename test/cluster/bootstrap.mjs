// @ts-check
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findGo } from './findGo.mjs';
import { kubernetesVersions } from './versions.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const kwokStages = [
  'kustomize/stage/pod/fast',
  'kustomize/stage/node/fast',
  'kustomize/stage/node/heartbeat-with-lease',
];

/** Where heavy test servers are kept, outside of any checkout. */
export function cacheFolder() {
  return (
    process.env.UNDERSTUDY_CACHE ?? join(homedir(), '.cache', 'understudy')
  );
}

/** @param {string} path */
const exists = path =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string> }} options
 * @returns {Promise<string>}
 */
function run(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', data => (out += data));
    child.stderr.on('data', data => (err = (err + data).slice(-8000)));
    child.on('error', reject);
    child.on('exit', code =>
      code === 0
        ? resolve(out)
        : reject(new Error(`${command} ${args.join(' ')} failed:\n${err}`)),
    );
  });
}

/**
 * One builder at a time per program, also across processes: a folder is the
 * lock, since making it is atomic everywhere.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function locked(path, work) {
  const lock = `${path}.lock`;
  for (;;) {
    try {
      await mkdir(lock);
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') {
        throw error;
      }
      const made = await stat(lock).catch(() => undefined);
      const age = made ? Date.now() - made.mtimeMs : 0;
      if (age > 45 * 60_000) await rm(lock, { recursive: true, force: true });
      await sleep(1000);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

/**
 * Builds one Go module of this folder into the cache, once per content.
 *
 * @param {{ module: string, target: string, ldflags?: string, log: (line: string) => void }} options
 * @returns {Promise<{ program: string, go: string }>}
 */
async function build({ module, target, ldflags = '-s -w', log }) {
  const { go, version } = findGo();
  const source = join(here, module);
  const hash = createHash('sha256').update(version).update(ldflags);
  for (const file of ['go.mod', 'go.sum', 'main.go']) {
    hash.update(await readFile(join(source, file)).catch(() => ''));
  }
  const folder = join(cacheFolder(), 'cluster');
  await mkdir(folder, { recursive: true });
  const program = join(folder, `${module}-${hash.digest('hex').slice(0, 16)}`);
  if (await exists(program)) return { program, go };
  await locked(program, async () => {
    if (await exists(program)) return;
    const started = Date.now();
    log(`building ${module} with ${version}; this happens once`);
    const half = `${program}.building`;
    await run(
      go,
      ['build', '-trimpath', '-ldflags', ldflags, '-o', half, target],
      { cwd: source, env: { CGO_ENABLED: '0', GOTOOLCHAIN: 'local' } },
    );
    await rename(half, program);
    log(`built ${module} in ${Math.round((Date.now() - started) / 1000)} s`);
  });
  return { program, go };
}

/**
 * Everything a real control plane of one Kubernetes version needs, from the
 * cache or built now, one program after the other.
 *
 * @param {{ version: string, log?: (line: string) => void }} options
 */
export async function bootstrap({ version, log = () => {} }) {
  const full = kubernetesVersions.get(version);
  if (!full) {
    throw new Error(
      `Kubernetes ${version} is not prepared; known: ${[
        ...kubernetesVersions.keys(),
      ].join(', ')}.`,
    );
  }
  const set = (/** @type {string} */ name, /** @type {string} */ value) =>
    `-X k8s.io/component-base/version.${name}=${value}`;
  const { program: etcd } = await build({
    module: 'etcd',
    target: 'go.etcd.io/etcd/server/v3',
    log,
  });
  const { program: kwok, go } = await build({
    module: 'kwok',
    target: 'sigs.k8s.io/kwok/cmd/kwok',
    log,
  });
  const { program: kubernetes } = await build({
    module: `kubernetes-${version}`,
    target: '.',
    ldflags: [
      '-s -w',
      set('gitVersion', full),
      set('gitMajor', full.slice(1).split('.')[0]),
      set('gitMinor', full.split('.')[1]),
      set('gitTreeState', 'clean'),
    ].join(' '),
    log,
  });
  return {
    etcd,
    kwok,
    kubernetes,
    kubernetesVersion: full,
    stages: await stagesOfKwok({ go, kwok }),
  };
}

/**
 * kwok does nothing without Stage objects; its module brings some.
 *
 * @param {{ go: string, kwok: string }} options
 */
async function stagesOfKwok({ go, kwok }) {
  const folder = `${kwok}-stages`;
  if (await exists(join(folder, 'done'))) return folder;
  const source = (
    await run(go, ['list', '-m', '-f', '{{.Dir}}', 'sigs.k8s.io/kwok'], {
      cwd: join(here, 'kwok'),
      env: { GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' },
    })
  ).trim();
  const half = `${folder}.${process.pid}`;
  for (const stage of kwokStages) {
    await cp(join(source, stage), join(half, stage), { recursive: true });
  }
  await mkdir(join(half, 'done'), { recursive: true });
  await rm(folder, { recursive: true, force: true });
  await rename(half, folder);
  return folder;
}
