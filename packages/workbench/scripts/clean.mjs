// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { paths, root } from '../src/paths.mjs';
import { workspaces } from '../src/workspaces.mjs';

export const needs = 'nothing';

export const help = `
npm run clean            removes what builds and tests wrote: dist, dist-types, coverage
npm run clean -- --all   also what set-up brought (node_modules, .tools) and what the example host keeps (.data)
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const folders = ['dist', 'dist-types', 'coverage'];
  const places = [root, ...workspaces().map(({ dir }) => dir)].flatMap(dir =>
    folders.map(folder => join(dir, folder)),
  );
  places.push(paths.stamps);
  if (args.includes('--all')) {
    places.push(paths.tools, paths.data, paths.modules);
    places.push(...workspaces().map(({ dir }) => join(dir, 'node_modules')));
  }
  for (const place of places) rmSync(place, { recursive: true, force: true });
  context.log('Clean.');
}
