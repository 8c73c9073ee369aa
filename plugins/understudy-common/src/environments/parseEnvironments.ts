import { InputError } from '@backstage/errors';
import { defaultEnvironments } from './defaultEnvironments';
import type { Environment } from './Environment';
import { environmentNames, type EnvironmentName } from './EnvironmentName';

const KEY = 'understudy.environments';

interface Entry {
  name: EnvironmentName;
  aliases: string[];
  clusters: string[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseWords(value: unknown, where: string): string[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new InputError(`${where} must be a list of words`);
  }
  return value.map(word => {
    if (typeof word !== 'string' || word.trim() === '') {
      throw new InputError(`${where} must be a list of words`);
    }
    return word.trim();
  });
}

function isEnvironmentName(value: unknown): value is EnvironmentName {
  return environmentNames.includes(value as EnvironmentName);
}

function parseEntry(value: unknown, where: string): Entry {
  if (!isRecord(value) || !isEnvironmentName(value.name)) {
    throw new InputError(
      `${where}.name must be one of ${environmentNames.join(
        ', ',
      )}; other words for it go into its aliases`,
    );
  }
  return {
    name: value.name,
    aliases: parseWords(value.aliases, `${where}.aliases`).map(alias =>
      alias.toLocaleLowerCase('en-US'),
    ),
    clusters: parseWords(value.clusters, `${where}.clusters`),
  };
}

/** Gives each word to one environment and refuses a word that two claim. */
function assign(
  entries: readonly Entry[],
  pick: (entry: Entry) => readonly string[],
  what: string,
): Map<string, EnvironmentName> {
  const owner = new Map<string, EnvironmentName>();
  for (const entry of entries) {
    for (const word of pick(entry)) {
      const other = owner.get(word);
      if (other && other !== entry.name) {
        const [one, two] = [other, entry.name].sort();
        throw new InputError(
          `${KEY} gives the ${what} ${word} to both ${one} and ${two}: leave it in one of them`,
        );
      }
      owner.set(word, entry.name);
    }
  }
  return owner;
}

/**
 * Reads the value of `understudy.environments` and lays it over the four
 * environments that are always there. The order of the entries means nothing.
 *
 * An alias may be moved to another environment; a cluster or an alias in two
 * environments is refused, since nobody could say which rules hold.
 *
 * @public
 */
export function parseEnvironments(value: unknown): Environment[] {
  if (value !== undefined && !Array.isArray(value)) {
    throw new InputError(
      `${KEY} must be a list of entries with name, aliases and clusters`,
    );
  }
  const entries = (value ?? []).map((entry: unknown, index: number) =>
    parseEntry(entry, `${KEY}[${index}]`),
  );
  const aliases = assign(entries, entry => entry.aliases, 'alias');
  const clusters = assign(entries, entry => entry.clusters, 'cluster');
  for (const [alias, name] of aliases) {
    if (isEnvironmentName(alias) && alias !== name) {
      throw new InputError(
        `${KEY} makes ${alias} an alias of ${name}, but it is an environment itself`,
      );
    }
  }
  const wordsOf = (owner: Map<string, EnvironmentName>, name: string) =>
    Array.from(owner)
      .filter(([, owned]) => owned === name)
      .map(([word]) => word)
      .sort();
  return defaultEnvironments.map(environment => ({
    ...environment,
    aliases: [
      ...environment.aliases.filter(alias => !aliases.has(alias)),
      ...wordsOf(aliases, environment.name),
    ],
    clusters: wordsOf(clusters, environment.name),
  }));
}
