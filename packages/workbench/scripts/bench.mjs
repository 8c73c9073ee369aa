// @ts-check
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { paths, root } from '../src/paths.mjs';

export const help = `
npm run bench               all benchmarks
npm run bench -- <name> …   only these

Each figure is one line of JSON: { bench, metric, value, unit, baseline, ratio }. The baseline was measured in the same
run, on the same machine; the ratio is value / baseline. Everything else goes to stderr.
`;

const folder = join(root, 'test/bench');

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const all = readdirSync(folder)
    .filter(file => /\.bench\.(mjs|ts)$/.test(file))
    .sort();
  const names = args.filter(arg => !arg.startsWith('-'));
  const options = args.filter(arg => arg.startsWith('-'));
  const nameOf = (/** @type {string} */ file) => basename(file).split('.')[0];
  const unknown = names.filter(
    name => !all.some(file => nameOf(file) === name),
  );
  if (unknown.length || !all.length) {
    process.stderr.write(
      `There is no benchmark ${unknown.join(', ')}. There are: ${all
        .map(nameOf)
        .join(', ')}.\n`,
    );
    return 2;
  }
  // The same loader that `backstage-cli package start` uses, so that a benchmark may import our TypeScript.
  const transform = createRequire(join(root, 'package.json')).resolve(
    '@backstage/cli/config/nodeTransform.cjs',
  );
  let worst = 0;
  for (const file of all) {
    if (names.length && !names.includes(nameOf(file))) {
      continue;
    }
    let rest = '';
    let figures = 0;
    const { code, stdout } = await context.exec(
      context.node,
      [
        '--require',
        paths.tied,
        '--require',
        transform,
        join(folder, file),
        ...options,
      ],
      {
        capture: true,
        allowFailure: true,
        env: { ...process.env, NODE_ENV: 'production' },
      },
    );
    for (const line of stdout.split('\n')) {
      if (isFigure(line)) {
        figures += 1;
        context.log(line);
      } else if (line.trim()) {
        rest += `${line}\n`;
      }
    }
    process.stderr.write(rest);
    if (code === 0 && figures === 0) {
      process.stderr.write(`${nameOf(file)} measured nothing.\n`);
    }
    worst = Math.max(worst, code, figures ? 0 : 1);
  }
  return worst;
}

/** @param {string} line */
function isFigure(line) {
  try {
    const figure = JSON.parse(line);
    return typeof figure.bench === 'string' && Number.isFinite(figure.value);
  } catch {
    return false;
  }
}
