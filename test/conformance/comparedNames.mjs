// @ts-check
import { cases } from './cases/index.mjs';
import { notOnForeign } from './foreignCases.mjs';
import { kubectlOf } from './kubectl/kubectlOf.mjs';
import { script } from './kubectl/script.mjs';

/**
 * The names of everything that is compared with a ground.
 *
 * @param {string} ground
 */
export function comparedNames(ground) {
  return [
    ...cases
      .filter(one => ground !== 'foreign' || !notOnForeign.has(one.name))
      .map(one => one.name),
    ...kubectlOf
      .versionsFor(ground)
      .flatMap(version =>
        script.map(({ command }) => `kubectl ${version}: ${command}`),
      ),
  ];
}
