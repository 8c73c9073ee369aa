import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createServer } from 'node:http';
import {
  practiceWorld,
  startBackend,
  type PracticeWorld,
} from './__testUtils__/practice';
import { KnownPeople } from './provider/KnownPeople';
import { PracticeIdentityServer } from './provider/PracticeIdentityServer';
import { readPracticeIdentity } from './readPracticeIdentity';

describe('authModulePracticeIdentity', () => {
  let world: PracticeWorld;
  let started: Awaited<ReturnType<typeof startBackend>> | undefined;

  beforeEach(async () => {
    world = await practiceWorld();
  });

  afterEach(async () => {
    await started?.stop();
    started = undefined;
  });

  async function start(): Promise<void> {
    started = await startBackend(world);
  }

  /** Without a provider that waits for the metadata of an issuer. */
  function signNobodyIn() {
    world.config.auth = { environment: 'development' };
  }

  async function isUp(): Promise<boolean> {
    return fetch(`${world.issuer}/jwks`).then(
      response => response.ok,
      () => false,
    );
  }

  it('stops with the backend', async () => {
    await start();
    await expect(isUp()).resolves.toBe(true);

    await started?.stop();
    started = undefined;

    await expect(isUp()).resolves.toBe(false);
  });

  it('makes new keys with every start', async () => {
    const kidOf = async () => {
      const { keys } = await (await fetch(`${world.issuer}/jwks`)).json();
      return keys[0].n;
    };
    await start();
    const first = await kidOf();
    await started?.stop();
    await start();
    await expect(kidOf()).resolves.not.toBe(first);
  });

  it('stays off without configuration', async () => {
    signNobodyIn();
    world.config.understudy = {};
    await expect(start()).resolves.toBeUndefined();
    await expect(isUp()).resolves.toBe(false);
  });

  it('keeps the backend from starting next to a real cluster, and says why', async () => {
    signNobodyIn();
    world.config.kubernetes = {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [{ name: 'prod', url: 'https://k8s.example.com' }],
        },
      ],
    };
    await expect(start()).rejects.toThrow(
      /practice identity provider signs people in without a password and does not start here: .*the cluster prod at https:\/\/k8s\.example\.com, .*Set understudy\.practice\.identity to null/,
    );
    await expect(isUp()).resolves.toBe(false);
  });

  it('keeps the backend from starting in production', async () => {
    signNobodyIn();
    const { NODE_ENV } = process.env;
    jest.replaceProperty(process, 'env', {
      ...process.env,
      NODE_ENV: 'production',
    });
    try {
      await expect(start()).rejects.toThrow(/NODE_ENV is production/);
      await expect(isUp()).resolves.toBe(false);
    } finally {
      jest.restoreAllMocks();
    }
    expect(process.env.NODE_ENV).toBe(NODE_ENV);
  });

  it('says which port is taken', async () => {
    const { port } = new URL(world.issuer);
    const identity = readPracticeIdentity(
      mockServices.rootConfig({ data: world.config }),
      {
        authBaseUrl: `${world.backendUrl}/api/auth`,
        understudyBaseUrl: `${world.backendUrl}/api/understudy`,
      },
    );
    const other = createServer();
    await new Promise<void>(resolve => {
      other.listen(Number(port), '127.0.0.1', resolve);
    });
    try {
      await expect(
        PracticeIdentityServer.start({
          identity,
          known: new KnownPeople({
            auth: mockServices.auth(),
            catalog: catalogServiceMock(),
            people: identity.people,
          }),
          logger: mockServices.logger.mock(),
        }),
      ).rejects.toThrow(
        `cannot listen on 127.0.0.1:${port}, something else does`,
      );
    } finally {
      other.close();
    }
  });
});
