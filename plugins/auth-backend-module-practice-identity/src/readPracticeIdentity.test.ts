import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { set } from 'lodash';
import {
  hasPracticeIdentity,
  readPracticeIdentity,
} from './readPracticeIdentity';

const authBaseUrl = 'http://localhost:7007/api/auth';
const urls = {
  authBaseUrl,
  understudyBaseUrl: 'http://localhost:7007/api/understudy',
};

function configWith(changes: Record<string, unknown> = {}) {
  const data: JsonObject = {
    auth: {
      providers: {
        oidc: {
          development: {
            metadataUrl:
              'http://127.0.0.1:7008/.well-known/openid-configuration',
            clientId: 'host',
            clientSecret: 'shared',
          },
        },
      },
    },
    understudy: {
      practice: {
        identity: {
          port: 7008,
          people: [{ user: 'Dana', email: 'dana@example.test', name: 'Dana' }],
        },
      },
    },
  };
  for (const [path, value] of Object.entries(changes)) {
    set(data, path, value);
  }
  return mockServices.rootConfig({ data });
}

describe('readPracticeIdentity', () => {
  it('reads people, and the client from the configuration of the OIDC provider', () => {
    const config = configWith();
    expect(hasPracticeIdentity(config)).toBe(true);
    expect(readPracticeIdentity(config, urls)).toEqual({
      issuer: 'http://127.0.0.1:7008',
      port: 7008,
      people: [
        {
          user: 'user:default/dana',
          email: 'dana@example.test',
          name: 'Dana',
          about: undefined,
        },
      ],
      client: {
        id: 'host',
        secret: 'shared',
        redirectUri: `${authBaseUrl}/oidc/handler/frame`,
        presenceRedirectUri:
          'http://localhost:7007/api/understudy/v1/presence/callback',
      },
    });
  });

  it('takes the callback of the configuration', () => {
    const callbackUrl = 'http://localhost:3000/callback';
    const config = configWith({
      'auth.providers.oidc.development.callbackUrl': callbackUrl,
    });
    expect(readPracticeIdentity(config, urls).client.redirectUri).toBe(
      callbackUrl,
    );
  });

  it.each([undefined, null])('is off with %s', identity => {
    expect(
      hasPracticeIdentity(
        configWith({ 'understudy.practice.identity': identity }),
      ),
    ).toBe(false);
  });

  const person = { user: 'user:default/dana', email: 'a@b.c', name: 'Dana' };

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'a port that is none',
      { 'understudy.practice.identity.port': 70080 },
      /understudy\.practice\.identity\.port must be a port from 1 to 65535/,
    ],
    [
      'nobody',
      { 'understudy.practice.identity.people': [] },
      /understudy\.practice\.identity\.people must name at least one person/,
    ],
    [
      'a person without e-mail address',
      { 'understudy.practice.identity.people[0].email': undefined },
      /understudy\.practice\.identity\.people\[0\] is not a person.*email/,
    ],
    [
      'a reference that is none',
      { 'understudy.practice.identity.people[0].user': 'user:default/' },
      /understudy\.practice\.identity\.people\[0\] is not a person/,
    ],
    [
      'a group',
      { 'understudy.practice.identity.people[0].user': 'group:default/sre' },
      /understudy\.practice\.identity\.people\[0\] is not a person.*group:default\/sre is not a user/,
    ],
    [
      'the same user twice',
      { 'understudy.practice.identity.people': [person, person] },
      /names the same user twice/,
    ],
    [
      'an OIDC provider that leads elsewhere',
      {
        'auth.providers.oidc.development.metadataUrl':
          'https://issuer.example.com/.well-known/openid-configuration',
      },
      /auth\.providers\.oidc\.development\.metadataUrl must be http:\/\/127\.0\.0\.1:7008\//,
    ],
    [
      'an environment without OIDC provider',
      { 'auth.environment': 'production' },
      /auth\.providers\.oidc\.production\.metadataUrl must be/,
    ],
  ])('refuses %s', (_, changes, message) => {
    expect(() => readPracticeIdentity(configWith(changes), urls)).toThrow(
      message,
    );
  });
});
