// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a package may have beside what its package.json names: its folder, what starts there, and what may be unused. */
const folders = [
  { folder: 'src', project: 'src/**/*.{ts,tsx}' },
  {
    folder: 'dev',
    entry: 'dev/index.{ts,tsx}',
    project: 'dev/**/*.{ts,tsx}',
  },
  { folder: 'migrations', entry: 'migrations/*.js' },
  { folder: 'policy', entry: 'policy/*.cjs', project: 'policy/*.cjs' },
  { folder: 'scripts', entry: 'scripts/*.mjs', project: 'scripts/**/*.mjs' },
  { folder: 'testing', entry: 'testing/*.mjs', project: 'testing/*.mjs' },
  { folder: 'platform', entry: 'platform/*.{js,ts}' },
  { folder: 'bin', entry: 'bin/*' },
];

/** @param {string} dir */
function workspace(dir) {
  const present = folders.filter(({ folder }) =>
    existsSync(join(root, dir, folder)),
  );
  const page = existsSync(join(root, dir, 'src/index.tsx'));
  return {
    entry: [
      ...(page ? ['src/index.tsx'] : []),
      ...present.flatMap(({ entry }) => entry ?? []),
    ],
    project: present.flatMap(({ project }) => project ?? []),
  };
}

const packages = ['packages', 'plugins'].flatMap(group =>
  readdirSync(join(root, group))
    .map(name => `${group}/${name}`)
    .filter(dir => existsSync(join(root, dir, 'package.json'))),
);

export default {
  workspaces: {
    '.': { entry: [], project: [] },
    ...Object.fromEntries(packages.map(dir => [dir, workspace(dir)])),
    'packages/workbench': {
      // Loaded by name, by node's test runner or before another program.
      entry: [
        'bin/*.mjs',
        'scripts/*.mjs',
        'src/*.cjs',
        'src/countReporter.mjs',
        'db/keepPostgres.mjs',
        'test/**/*.test.mjs',
      ],
      project: ['**/*.{mjs,cjs}'],
    },
    test: {
      // What the scripts of the workbench load by its path.
      entry: [
        '**/*.test.{mjs,ts}',
        'bench/*.{mjs,ts}',
        'browser/screenshots.mjs',
        'browser/support/freezeTimes.mjs',
        'cluster/hold.mjs',
        'cluster/startRealCluster.mjs',
        'conformance/grounds/practiceChild.cjs',
        'ledger-vectors/run.mjs',
        'policy/backendAgainstOpa.ts',
        'policy/build.mjs',
      ],
      project: ['**/*.{cjs,mjs,ts}'],
    },
  },
  jest: { config: [], entry: ['src/setupTests.ts', 'src/**/*.test.{ts,tsx}'] },
  eslint: false,
  ignoreDependencies: [
    '@backstage/cli-defaults',
    '@backstage/repo-tools',
    '@microsoft/api-extractor-model',
    '@microsoft/tsdoc',
    '@microsoft/tsdoc-config',
    'prettier',
    'pg',
    '@understudy/app',
    'react-router',
    '@material-ui/core',
    'axe-core',
    '@understudy/ledger',
  ],
  rules: { types: 'off' },
};
