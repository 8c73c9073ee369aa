// @ts-check

/**
 * @typedef {object} Insertion
 * @property {string} file
 * @property {string} lines what the README shows
 * @property {RegExp} after the place in a fresh app
 *
 * @typedef {object} ReadmeSteps
 * @property {string[]} install
 * @property {Insertion[]} insert
 * @property {string[]} uninstall
 */

const BACKEND = {
  file: 'packages/backend/src/index.ts',
  lines: "backend.add(import('@understudy/plugin-understudy-backend'));",
  after: /\/\/ mcp actions plugin\n/,
};

const INSTALL = [
  'yarn --cwd packages/app add @understudy/plugin-understudy',
  'yarn --cwd packages/backend add @understudy/plugin-understudy-backend',
];

const UNINSTALL = [
  'yarn --cwd packages/app remove @understudy/plugin-understudy',
  'yarn --cwd packages/backend remove @understudy/plugin-understudy-backend',
];

/** @type {ReadmeSteps} */
export const newFrontend = {
  install: INSTALL,
  insert: [BACKEND],
  uninstall: UNINSTALL,
};

/** @type {ReadmeSteps} */
export const legacyFrontend = {
  install: INSTALL,
  insert: [
    BACKEND,
    {
      file: 'packages/app/src/App.tsx',
      lines:
        "import { UnderstudyPage } from '@understudy/plugin-understudy/legacy';",
      after: /import \{ SignalsDisplay \} .*\n/,
    },
    {
      file: 'packages/app/src/App.tsx',
      lines: '<Route path="/understudy" element={<UnderstudyPage />} />',
      after: /<Route path="\/notifications" .*\n/,
    },
    {
      file: 'packages/app/src/components/catalog/EntityPage.tsx',
      lines:
        "import { EntityUnderstudyContent } from '@understudy/plugin-understudy/legacy';",
      after: /\} from '@backstage\/plugin-kubernetes';\n/,
    },
    {
      file: 'packages/app/src/components/catalog/EntityPage.tsx',
      lines: [
        '<EntityLayout.Route path="/operations" title="Operations">',
        '  <EntityUnderstudyContent />',
        '</EntityLayout.Route>',
      ].join('\n'),
      after:
        /const websiteEntityPage = [^]*?\{overviewContent\}\n {4}<\/EntityLayout\.Route>\n/,
    },
  ],
  uninstall: UNINSTALL,
};

/**
 * What the steps do that the README does not say, or says differently.
 *
 * @param {string} readme
 * @param {ReadmeSteps} steps
 * @returns {string[]}
 */
export function untold(readme, { install, insert, uninstall }) {
  const told = new Set(readme.split('\n').map(line => line.trim()));
  return [
    ...install,
    ...insert.flatMap(({ lines }) => lines.split('\n')),
    ...uninstall,
  ].filter(line => !told.has(line.trim()));
}
