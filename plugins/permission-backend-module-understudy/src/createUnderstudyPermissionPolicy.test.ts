import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  permissionsOfRole,
  understudyPermissions,
  understudyRoles,
} from '@understudy/plugin-understudy-common';
import { createUnderstudyPermissionPolicy } from './createUnderstudyPermissionPolicy';

const roles = understudyRoles.map(role => ({
  group: `group:default/${role}`,
  roles: [role],
}));

function configWith(value: unknown) {
  return mockServices.rootConfig({
    data: { understudy: { roles: value as any } },
  });
}

function memberOf(...groups: string[]): PolicyQueryUser {
  const userEntityRef = 'user:default/someone';
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: {
      userEntityRef,
      ownershipEntityRefs: [userEntityRef, ...groups],
    },
  };
}

function setUp(value: unknown) {
  const fallback = { handle: jest.fn() };
  const policy = createUnderstudyPermissionPolicy({
    config: configWith(value),
    fallback,
  });
  return { policy, fallback };
}

const matrix = understudyRoles.flatMap(role =>
  understudyPermissions.map(permission => ({
    role,
    permission,
    name: permission.name,
    result: permissionsOfRole(role).some(name => name === permission.name)
      ? AuthorizeResult.ALLOW
      : AuthorizeResult.DENY,
  })),
);

describe('createUnderstudyPermissionPolicy', () => {
  it.each(matrix)(
    'answers $result to $role for $name',
    async ({ role, permission, result }) => {
      const { policy, fallback } = setUp(roles);
      await expect(
        policy.handle({ permission }, memberOf(`group:default/${role}`)),
      ).resolves.toEqual({ result });
      expect(fallback.handle).not.toHaveBeenCalled();
    },
  );

  it('adds up the roles of all groups, whatever their case', async () => {
    const { policy } = setUp([
      { group: 'Viewers', roles: ['viewer'] },
      { group: 'group:default/viewers', roles: ['compliance'] },
      { group: 'group:ops/oncall', roles: ['operator'] },
    ]);
    const user = memberOf('group:default/viewers', 'Group:ops/OnCall');

    const results = await Promise.all(
      understudyPermissions.map(async permission => [
        permission.name,
        (await policy.handle({ permission }, user)).result,
      ]),
    );

    expect(
      results
        .filter(([, result]) => result === AuthorizeResult.ALLOW)
        .map(([name]) => name),
    ).toEqual([
      'understudy.read',
      'understudy.plan.create',
      'understudy.plan.execute',
      'understudy.audit.read',
      'understudy.audit.export',
      'understudy.audit.review',
    ]);
  });

  it('gives nothing to people without a role, and to nobody at all', async () => {
    const { policy, fallback } = setUp(roles);
    for (const user of [
      undefined,
      memberOf(),
      memberOf('group:default/guests', 'group:other/sre', 'user:default/sre'),
    ]) {
      for (const permission of understudyPermissions) {
        await expect(policy.handle({ permission }, user)).resolves.toEqual({
          result: AuthorizeResult.DENY,
        });
      }
    }
    expect(fallback.handle).not.toHaveBeenCalled();
  });

  it.each([undefined, []])(
    'lets people who are signed in read, and nothing more, while roles are %p',
    async value => {
      const { policy } = setUp(value);
      for (const permission of understudyPermissions) {
        await expect(
          policy.handle({ permission }, memberOf('group:default/sre')),
        ).resolves.toEqual({
          result:
            permission.name === 'understudy.read'
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        });
        await expect(policy.handle({ permission })).resolves.toEqual({
          result: AuthorizeResult.DENY,
        });
      }
    },
  );

  it('keeps every name of its own from the other policy', async () => {
    const { policy, fallback } = setUp(roles);
    const everything = memberOf(...roles.map(({ group }) => group));

    // A permission of a later release, and a known one that claims to be harmless
    await expect(
      policy.handle(
        {
          permission: createPermission({
            name: 'understudy.something.new',
            attributes: { action: 'read' },
          }),
        },
        everything,
      ),
    ).resolves.toEqual({ result: AuthorizeResult.DENY });
    await expect(
      policy.handle(
        {
          permission: createPermission({
            name: 'understudy.approve',
            attributes: { action: 'read' },
            resourceType: 'catalog-entity',
          }),
        },
        memberOf('group:default/viewer'),
      ),
    ).resolves.toEqual({ result: AuthorizeResult.DENY });
    expect(fallback.handle).not.toHaveBeenCalled();
  });

  it('leaves everything else to the other policy, unchanged', async () => {
    const { policy, fallback } = setUp(roles);
    const decision = {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'catalog-entity',
        params: {},
      },
    };
    fallback.handle.mockResolvedValue(decision);
    const request = {
      permission: createPermission({
        name: 'catalog.entity.read',
        attributes: { action: 'read' },
        resourceType: 'catalog-entity',
      }),
    };
    const user = memberOf('group:default/sre');

    await expect(policy.handle(request, user)).resolves.toBe(decision);
    expect(fallback.handle).toHaveBeenLastCalledWith(request, user);

    await policy.handle(request);
    expect(fallback.handle).toHaveBeenLastCalledWith(request, undefined);

    const outage = new Error('the other policy is out of order');
    fallback.handle.mockRejectedValue(outage);
    await expect(policy.handle(request, user)).rejects.toBe(outage);
  });

  it.each<[string, unknown, string]>([
    ['no list', { sre: ['operator'] }, 'understudy.roles must be a list'],
    ['an entry that is none', ['sre'], 'understudy.roles[0] must have'],
    [
      'an entry without group',
      [...roles, { roles: ['viewer'] }],
      'understudy.roles[6].group must name a group',
    ],
    [
      'an entry without roles',
      [{ group: 'group:default/sre' }],
      'understudy.roles[0].roles must be a list',
    ],
    [
      'a role that does not exist',
      [{ group: 'group:default/sre', roles: ['operator', 'admin'] }],
      'understudy.roles[0].roles has the unknown role "admin"',
    ],
  ])('refuses %s as soon as it is made', (_, value, message) => {
    expect(() => setUp(value)).toThrow(message);
  });
});
