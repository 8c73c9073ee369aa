import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { generateKeyPairSync } from 'node:crypto';
import { readPolicyConfig } from './readPolicyConfig';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKey = pair.publicKey
  .export({ type: 'spki', format: 'pem' })
  .toString();
const privateKey = pair.privateKey
  .export({ type: 'pkcs8', format: 'pem' })
  .toString();

const read = (policy?: JsonObject) =>
  readPolicyConfig(
    mockServices.rootConfig({
      data: policy ? { understudy: { policy } } : {},
    }),
  );

describe('understudy.policy', () => {
  const files = createMockDirectory();

  it('is wasm if nothing is said', () => {
    expect(read()).toEqual({ mode: 'wasm' });
    expect(read({ mode: 'wasm' })).toEqual({ mode: 'wasm' });
  });

  it('may be a server', () => {
    expect(
      read({
        mode: 'server',
        server: { url: 'https://opa.example.com', token: 'opaque' },
      }),
    ).toEqual({
      mode: 'server',
      server: { url: 'https://opa.example.com', token: 'opaque' },
    });
    for (const url of [
      'http://localhost:8181',
      'http://127.0.0.1:8181/opa',
      'http://[::1]:8181',
    ]) {
      expect(read({ mode: 'server', server: { url } })).toEqual({
        mode: 'server',
        server: { url },
      });
    }
  });

  it('may be a bundle, with its key as text or in a file', () => {
    files.setContent({ 'key.pem': publicKey });
    const directory = '/srv/policy';
    expect(read({ mode: 'bundle', bundle: { directory, publicKey } })).toEqual({
      mode: 'bundle',
      bundle: { directory, publicKey, algorithm: 'RS256' },
    });
    expect(
      read({
        mode: 'bundle',
        bundle: {
          directory,
          publicKeyFile: files.resolve('key.pem'),
          algorithm: 'ES256',
        },
      }),
    ).toEqual({
      mode: 'bundle',
      bundle: { directory, publicKey, algorithm: 'ES256' },
    });
  });

  const server = (url: string) => ({ mode: 'server', server: { url } });
  const bundle = (rest: JsonObject) => ({
    mode: 'bundle',
    bundle: { directory: '/srv/policy', publicKey, ...rest },
  });
  const wrong: [JsonObject, RegExp][] = [
    [{ mode: 'off' }, /policy\.mode must be wasm, server or bundle/],
    [{ mode: 'server' }, /server\.url/],
    [server('http://opa.example.com'), /server\.url must be an address/],
    [server('https://me@opa.example.com'), /server\.url must be an address/],
    [server('https://opa.example.com?a=b'), /server\.url must be an address/],
    [server('ftp://localhost'), /server\.url must be an address/],
    [server('opa'), /server\.url must be an address/],
    [{ mode: 'bundle' }, /bundle\.directory/],
    [bundle({ directory: 'policy' }), /bundle\.directory must be a whole path/],
    [bundle({ algorithm: 'HS256' }), /bundle\.algorithm must be one of RS256/],
    [bundle({ algorithm: 'none' }), /bundle\.algorithm must be one of RS256/],
    [
      bundle({ publicKey: 'a key' }),
      /bundle\.publicKey must hold a public key/,
    ],
    [
      bundle({ publicKey: privateKey }),
      /bundle\.publicKey must hold a public key/,
    ],
    [bundle({ publicKeyFile: '/also/this' }), /either .* or/],
    [
      {
        mode: 'bundle',
        bundle: { directory: '/srv', publicKeyFile: '/not/there.pem' },
      },
      /publicKeyFile must hold/,
    ],
    [
      { mode: 'bundle', bundle: { directory: '/srv' } },
      /no bundle is believed/,
    ],
  ];
  it.each(wrong)('%j says what is wrong', (policy, sentence) => {
    expect(() => read(policy)).toThrow(sentence);
  });
});
