import { defaultEnvironments } from './defaultEnvironments';
import type { Environment } from './Environment';

/**
 * An environment, and whether it was really known.
 *
 * @public
 */
export interface ResolvedEnvironment {
  /** The environment whose rules hold. */
  environment: Environment;
  /** False when the rules of production hold only because nothing is known. */
  known: boolean;
}

/**
 * Falls back to the strictest environment: what is unknown has the rules of
 * production.
 */
function orProduction(
  found: Environment | undefined,
  environments: readonly Environment[],
): ResolvedEnvironment {
  if (found) {
    return { environment: found, known: true };
  }
  const production = [...environments, ...defaultEnvironments].find(
    ({ name }) => name === 'production',
  )!;
  return { environment: production, known: false };
}

/**
 * The environment that a word stands for: its name or one of its aliases, in
 * any case. Any other word has the rules of production.
 *
 * @public
 */
export function resolveEnvironment(
  word: string,
  environments: readonly Environment[] = defaultEnvironments,
): ResolvedEnvironment {
  const wanted = word.trim().toLocaleLowerCase('en-US');
  return orProduction(
    environments.find(
      ({ name, aliases }) => name === wanted || aliases.includes(wanted),
    ),
    environments,
  );
}

/**
 * The environment that a cluster belongs to by configuration. A cluster that
 * no environment lists has the rules of production, whatever it is called:
 * a name claims nothing.
 *
 * @public
 */
export function resolveClusterEnvironment(
  cluster: string,
  environments: readonly Environment[],
): ResolvedEnvironment {
  return orProduction(
    environments.find(({ clusters }) => clusters.includes(cluster)),
    environments,
  );
}
