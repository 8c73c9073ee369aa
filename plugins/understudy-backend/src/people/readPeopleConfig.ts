import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { RoleAssignment } from '@understudy/plugin-understudy-common';
import { resolve } from 'node:path';
import type { PeopleConfig } from './types';

const ORIGINS = 'understudy.people.trustedOrigins';
const ALIASES = 'understudy.people.aliases';

/**
 * Reads who is believed about people. Without a word about it that is what
 * `catalog.locations` of the configuration itself names: nobody registers that
 * from outside.
 */
export function readPeopleConfig(
  config: RootConfigService,
  options: { assignments: readonly RoleAssignment[] },
): PeopleConfig {
  return {
    trustedOrigins: readOrigins(config),
    aliases: readAliases(config.getOptional(ALIASES)),
    assignments: options.assignments,
  };
}

function readOrigins(config: RootConfigService): string[] {
  const given = config.getOptional(ORIGINS);
  if (given === undefined) {
    return (config.getOptionalConfigArray('catalog.locations') ?? []).map(
      location => {
        const type = location.getString('type');
        const target = location.getString('target');
        return `${type}:${type === 'file' ? resolve(target) : target}`;
      },
    );
  }
  if (
    !Array.isArray(given) ||
    !given.every(
      origin => typeof origin === 'string' && /^[a-z].*:./.test(origin),
    )
  ) {
    throw new InputError(
      `${ORIGINS} must be a list of origins such as url:https://example.com/org.yaml or ldap:*`,
    );
  }
  return given as string[];
}

function readAliases(given: unknown): string[][] {
  if (given === undefined) {
    return [];
  }
  const wrong = new InputError(
    `${ALIASES} must be a list of lists of users, such as [[user:default/sam, user:default/sam-admin]]`,
  );
  if (!Array.isArray(given)) {
    throw wrong;
  }
  return given.map(list => {
    if (!Array.isArray(list) || list.length < 2) {
      throw wrong;
    }
    return list.map(ref => {
      try {
        const parsed = parseEntityRef(ref, { defaultKind: 'user' });
        if (parsed.kind.toLocaleLowerCase('en-US') !== 'user') {
          throw wrong;
        }
        return stringifyEntityRef(parsed);
      } catch {
        throw wrong;
      }
    });
  });
}
