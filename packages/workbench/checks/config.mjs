// @ts-check
import { existsSync } from 'node:fs';
import path from 'node:path';
import { capture } from './capture.mjs';

const SETS = [
  ['app-config.yaml'],
  ['app-config.yaml', 'app-config.production.yaml'],
];

/**
 * The configuration we ship fits the schema of the plugins that read it. Environment variables count as set.
 *
 * @param {{ root: string }} context
 * @returns {Promise<import('./check.mjs').CheckResult>}
 */
export async function checkConfig({ root }) {
  const problems = [];
  for (const set of SETS) {
    const missing = set.filter(name => !existsSync(path.join(root, name)));
    if (missing.length) {
      problems.push(`${missing.join(', ')} is missing`);
      continue;
    }
    const { code, output } = await capture(
      path.join(root, 'node_modules/.bin/backstage-cli'),
      [
        'config:check',
        '--strict',
        '--lax',
        '--package',
        '@understudy/backend',
        ...set.flatMap(name => ['--config', path.join(root, name)]),
      ],
      { cwd: root },
    );
    if (code !== 0) {
      problems.push(`${set.join(' + ')}: ${output.trim()}`);
    }
  }
  return { looked: SETS.map(set => set.join(' + ')).join('; '), problems };
}
