// @ts-check
import { join } from 'node:path';

/**
 * One part of the whole check: a root script and what it must wait for.
 * @typedef {object} Part
 * @property {string} name
 * @property {string[]} run the script and its arguments
 * @property {string[]} [after] parts that must be over before; if one of them is red, this one is left out
 * @property {number} [cores] 1 if not given; two cores are shared out
 * @property {number} [minutes] after which it is stopped; 15 if not given
 */

/**
 * Cheap parts first, so that a small mistake shows early; parts that keep both cores busy one after the other.
 *
 * @param {{ cache: string }} options
 * @returns {Part[]}
 */
export function parts({ cache }) {
  const quick = [
    'lock',
    'secrets',
    'paths',
    'faces',
    'changesets',
    'openapi',
    'licences',
    'config',
  ];
  return [
    { name: 'tsc', run: ['tsc'] },
    ...quick.map(name => ({ name, run: ['check', name] })),
    { name: 'dedupe', run: ['yarn', 'dedupe', '--check'] },
    { name: 'unused', run: ['unused'] },
    { name: 'prettier', run: ['prettier'] },
    {
      name: 'lint',
      run: [
        'lint',
        '--successCache',
        '--successCacheDir',
        join(cache, 'lint'),
        '--max-warnings',
        '0',
      ],
    },
    { name: 'api-reports', run: ['api-reports', '--ci'], after: ['tsc'] },
    { name: 'test', run: ['test'], cores: 2, minutes: 25 },
    { name: 'test:db', run: ['test:db'], cores: 2, minutes: 25 },
    { name: 'test:store', run: ['test:store'] },
    { name: 'test:vectors', run: ['test:vectors'] },
    // Builds opa where it is not in the cache yet.
    { name: 'test:policy', run: ['test:policy'], minutes: 30 },
    { name: 'build', run: ['build'], cores: 2, after: ['tsc'] },
    { name: 'test:browser', run: ['test:browser'], cores: 2, after: ['build'] },
    {
      name: 'test:install',
      run: ['test:install', '--built'],
      cores: 2,
      minutes: 30,
      after: ['build'],
    },
    { name: 'test:cluster', run: ['test:cluster'], cores: 2, minutes: 40 },
  ];
}
