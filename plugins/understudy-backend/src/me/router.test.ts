import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { MyPermissions } from '@understudy/plugin-understudy-common';
import {
  goodConfig,
  people,
  startUnderstudy,
  type Person,
} from '../__testUtils__/startUnderstudy';

jest.setTimeout(60_000);

const PATH = '/v1/me/permissions';

const allowedOf = ({ permissions }: MyPermissions) =>
  permissions.filter(({ allowed }) => allowed).map(({ name }) => name);

describe('GET /v1/me/permissions', () => {
  it('tells each person what their roles give, and through which group', async () => {
    const understudy = await startUnderstudy();
    const seen: Record<string, { roles: string[]; allowed: string[] }> = {};
    for (const person of Object.keys(people) as Person[]) {
      const response = await understudy.as(person, PATH);
      expect(response.status).toBe(200);
      const body: MyPermissions = response.body;
      expect(body.user.entityRef).toBe(`user:default/${person}`);
      expect(body.framework).toBe('enabled');
      expect(body.permissions).toHaveLength(13);
      seen[person] = {
        roles: body.roles.map(({ role, via }) => `${role} via ${via}`),
        allowed: allowedOf(body).map(name => name.replace('understudy.', '')),
      };
    }
    expect(seen).toEqual({
      dana: {
        roles: ['operator via group:default/team-checkout'],
        allowed: ['read', 'plan.create', 'plan.execute'],
      },
      sam: {
        roles: [
          'operator via group:default/sre',
          'approver via group:default/sre',
          'sre via group:default/sre',
        ],
        allowed: [
          'read',
          'plan.create',
          'plan.execute',
          'approve',
          'break-glass',
          'takeover.set',
          'elevation.approve',
          'audit.read',
          'audit.review',
          'exec.open',
          'dryrun.override',
        ],
      },
      priya: {
        roles: [
          'approver via group:default/platform',
          'policy-admin via group:default/platform',
        ],
        allowed: ['read', 'approve', 'policy.manage', 'audit.read'],
      },
      colin: {
        roles: [
          'viewer via group:default/compliance',
          'compliance via group:default/compliance',
        ],
        allowed: ['read', 'audit.read', 'audit.export', 'audit.review'],
      },
      stranger: { roles: [], allowed: [] },
    });
  });

  it('is for people who are signed in', async () => {
    const understudy = await startUnderstudy();

    const anonymous = await understudy.anonymous(PATH);
    expect(anonymous.status).toBe(401);
    expect(anonymous.body.error.name).toBe('AuthenticationError');

    const forged = await understudy.call(
      PATH,
      mockCredentials.user.invalidHeader(),
    );
    expect(forged.status).toBe(401);

    const service = await understudy.asService(PATH);
    expect(service.status).toBe(403);
    expect(service.body.error).toMatchObject({
      name: 'NotAllowedError',
      code: 'not-allowed',
    });
  });

  it('never gives more than the permission policy', async () => {
    const understudy = await startUnderstudy({
      policy: ({ permission }) =>
        permission.name === 'understudy.approve'
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    });
    const { body } = await understudy.as('sam', PATH);
    expect(allowedOf(body)).toHaveLength(10);
    expect(allowedOf(body)).not.toContain('understudy.approve');
  });

  it('allows only reading while the permission framework is off, and says why', async () => {
    const { permission: _, ...config } = goodConfig;
    const understudy = await startUnderstudy({ config });
    const { body } = await understudy.as('sam', PATH);
    expect(body.framework).toBe('disabled');
    expect(allowedOf(body)).toEqual(['understudy.read']);
    const refused = (body as MyPermissions).permissions.filter(
      ({ allowed }) => !allowed,
    );
    expect(refused).toHaveLength(12);
    for (const { reason } of refused) {
      expect(reason).toContain('permission.enabled is not set');
    }
  });

  it('allows nothing while the permission service does not answer', async () => {
    const understudy = await startUnderstudy({
      policy: () => {
        throw new Error('connect ECONNREFUSED 10.1.2.3:7007');
      },
    });
    const response = await understudy.as('sam', PATH);
    expect(response.status).toBe(200);
    expect(allowedOf(response.body)).toEqual([]);
    expect(response.text).toContain('The permission service does not answer');
    expect(response.text).not.toContain('10.1.2.3');
  });

  it('says so when memberships cannot be read', async () => {
    const understudy = await startUnderstudy({
      groupsOf: () => {
        throw new Error('secret detail');
      },
    });
    const response = await understudy.as('sam', PATH);
    expect(response.status).toBe(503);
    expect(response.body.error.code).toBe('identity-unavailable');
    expect(response.text).not.toContain('secret detail');
  });
});
