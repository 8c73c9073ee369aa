import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { PracticeClient, PracticeIdentity, PracticePerson } from './types';

const KEY = 'understudy.practice.identity';

function readPort(config: RootConfigService): number {
  const port = config.getNumber(`${KEY}.port`);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new InputError(`${KEY}.port must be a port from 1 to 65535`);
  }
  return port;
}

function readUser(ref: string): string {
  const user = parseEntityRef(ref, { defaultKind: 'user' });
  if (user.kind.toLocaleLowerCase('en-US') !== 'user') {
    throw new InputError(`${ref} is not a user`);
  }
  return stringifyEntityRef(user);
}

function readPeople(config: RootConfigService): PracticePerson[] {
  const people = config.getConfigArray(`${KEY}.people`).map((person, index) => {
    try {
      return {
        user: readUser(person.getString('user')),
        email: person.getString('email'),
        name: person.getString('name'),
        about: person.getOptionalString('about'),
      };
    } catch (cause) {
      throw new InputError(`${KEY}.people[${index}] is not a person`, cause);
    }
  });
  if (people.length === 0) {
    throw new InputError(`${KEY}.people must name at least one person`);
  }
  if (new Set(people.map(({ user }) => user)).size < people.length) {
    throw new InputError(`${KEY}.people names the same user twice`);
  }
  return people;
}

function readClient(
  config: RootConfigService,
  options: { issuer: string; authBaseUrl: string; understudyBaseUrl: string },
): PracticeClient {
  const environment =
    config.getOptionalString('auth.environment') ?? 'development';
  const key = `auth.providers.oidc.${environment}`;
  const metadataUrl = `${options.issuer}/.well-known/openid-configuration`;
  if (config.getOptionalString(`${key}.metadataUrl`) !== metadataUrl) {
    throw new InputError(
      `${key}.metadataUrl must be ${metadataUrl}, so that people are sent to the practice identity provider. To sign people in elsewhere, remove ${KEY}.`,
    );
  }
  return {
    id: config.getString(`${key}.clientId`),
    secret: config.getString(`${key}.clientSecret`),
    redirectUri:
      config.getOptionalString(`${key}.callbackUrl`) ??
      `${options.authBaseUrl}/oidc/handler/frame`,
    presenceRedirectUri: `${options.understudyBaseUrl}/v1/presence/callback`,
  };
}

/** Whether the configuration asks for the practice identity provider. */
export function hasPracticeIdentity(config: RootConfigService): boolean {
  return config.getOptional(KEY) !== undefined;
}

/** Reads the practice identity provider from the configuration, once, and refuses what it does not understand. */
export function readPracticeIdentity(
  config: RootConfigService,
  options: { authBaseUrl: string; understudyBaseUrl: string },
): PracticeIdentity {
  const port = readPort(config);
  const issuer = `http://127.0.0.1:${port}`;
  return {
    issuer,
    port,
    people: readPeople(config),
    client: readClient(config, { ...options, issuer }),
  };
}
