import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { createPermission } from '@backstage/plugin-permission-common';
import {
  understudyApprovePermission,
  understudyReadPermission,
} from '@understudy/plugin-understudy-common';
import request from 'supertest';
import permissionModuleUnderstudy from '.';

const asked = [
  understudyReadPermission,
  understudyApprovePermission,
  createPermission({ name: 'other.thing.do', attributes: {} }),
];

/** A plugin that asks, for whoever calls it, and tells what it was told. */
const askingPlugin = createBackendPlugin({
  pluginId: 'asking',
  register(reg) {
    reg.registerInit({
      deps: {
        router: coreServices.httpRouter,
        permissions: coreServices.permissions,
        httpAuth: coreServices.httpAuth,
      },
      async init({ router, permissions, httpAuth }) {
        router.use((req, res, next) => {
          httpAuth
            .credentials(req)
            .then(credentials =>
              permissions.authorize(
                asked.map(permission => ({ permission })),
                { credentials },
              ),
            )
            .then(
              decisions => res.json(decisions.map(({ result }) => result)),
              next,
            );
        });
      },
    });
  },
});

async function start(roles: Array<{ group: string; roles: string[] }>) {
  const { server } = await startTestBackend({
    features: [
      permissionPlugin,
      permissionModuleUnderstudy,
      askingPlugin,
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true }, understudy: { roles } },
      }),
      mockServices.userInfo.mock({
        getUserInfo: async credentials => {
          const { userEntityRef } = (
            credentials as ReturnType<typeof mockCredentials.user>
          ).principal;
          const group = userEntityRef.replace('user:', 'group:');
          return { userEntityRef, ownershipEntityRefs: [userEntityRef, group] };
        },
      }).factory,
    ],
  });
  return server;
}

describe('permissionModuleUnderstudy', () => {
  it('decides by role, and leaves the rest to whoever is signed in', async () => {
    const server = await start([
      { group: 'group:default/viewers', roles: ['viewer'] },
      { group: 'group:default/approvers', roles: ['approver'] },
    ]);
    const answersTo = async (authorization: string) =>
      (await request(server).get('/api/asking').set({ authorization })).body;

    await expect(
      answersTo(mockCredentials.user.header('user:default/viewers')),
    ).resolves.toEqual(['ALLOW', 'DENY', 'ALLOW']);
    await expect(
      answersTo(mockCredentials.user.header('user:default/approvers')),
    ).resolves.toEqual(['ALLOW', 'ALLOW', 'ALLOW']);
    await expect(
      answersTo(mockCredentials.user.header('user:default/guests')),
    ).resolves.toEqual(['DENY', 'DENY', 'ALLOW']);
  });

  it('is not asked about plugins, which Backstage restricts by their own tokens', async () => {
    const server = await start([]);

    const asPlugin = await request(server)
      .get('/api/asking')
      .set({ authorization: mockCredentials.service.header() });
    expect(asPlugin.body).toEqual(['ALLOW', 'ALLOW', 'ALLOW']);

    const direct = await request(server)
      .post('/api/permission/authorize')
      .set({ authorization: mockCredentials.service.header() })
      .send({ items: [{ id: '1', permission: understudyReadPermission }] });
    expect(direct.status).toBe(403);
  });

  it('keeps the backend from starting with a role that does not exist', async () => {
    await expect(
      start([{ group: 'group:default/sre', roles: ['root'] }]),
    ).rejects.toThrow(/understudy\.roles\[0\]\.roles has the unknown role/);
  });
});
