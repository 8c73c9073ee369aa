import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { understudyRoles } from '@understudy/plugin-understudy-common';
import { HostPermissionPolicy } from './HostPermissionPolicy';
import { hostPermissions, type HostAudience } from './hostPermissions';

const policy = HostPermissionPolicy.fromConfig(
  mockServices.rootConfig({
    data: {
      understudy: {
        roles: understudyRoles.map(role => ({
          group: `group:default/${role}`,
          roles: [role],
        })),
      },
    },
  }),
);

function memberOf(...groups: string[]): PolicyQueryUser {
  const userEntityRef = 'user:default/someone';
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: {
      userEntityRef,
      ownershipEntityRefs: [
        userEntityRef,
        ...groups.map(group => `group:default/${group}`),
      ],
    },
  };
}

async function allowed(name: string, user?: PolicyQueryUser): Promise<boolean> {
  const { result } = await policy.handle(
    { permission: { type: 'basic', name, attributes: { action: 'read' } } },
    user,
  );
  return result === AuthorizeResult.ALLOW;
}

const audiences: Record<HostAudience, string[]> = {
  everyone: ['nothing', ...understudyRoles],
  operators: ['operator', 'sre'],
  platform: ['policy-admin', 'sre'],
  nobody: [],
};

describe('HostPermissionPolicy', () => {
  it.each([...hostPermissions])('allows %s to %s', async (name, audience) => {
    for (const role of audiences.everyone) {
      await expect(allowed(name, memberOf(role))).resolves.toBe(
        audiences[audience].includes(role),
      );
    }
    await expect(allowed(name, memberOf(...understudyRoles))).resolves.toBe(
      audience !== 'nobody',
    );
    await expect(allowed(name)).resolves.toBe(false);
  });

  it('denies to everyone what was never decided, whatever it says of itself', async () => {
    await expect(
      allowed('catalog.entity.read.everything', memberOf(...understudyRoles)),
    ).resolves.toBe(false);
    await expect(allowed('', memberOf('sre'))).resolves.toBe(false);
  });

  it('does not start with a role that does not exist', () => {
    expect(() =>
      HostPermissionPolicy.fromConfig(
        mockServices.rootConfig({
          data: {
            understudy: { roles: [{ group: 'sre', roles: ['root'] }] },
          },
        }),
      ),
    ).toThrow(/understudy\.roles\[0\]\.roles has the unknown role "root"/);
  });
});
