import {
  describePermission,
  permissionsOfRole,
  resolveRoles,
  understudyPermissions,
  understudyRoles,
  type UnderstudyPermissionName,
} from '@understudy/plugin-understudy-common';
import fc from 'fast-check';
import { decide, type FrameworkAnswer } from './decide';

const names = understudyPermissions.map(
  ({ name }) => name as UnderstudyPermissionName,
);
const assignment = fc.record({
  group: fc.constantFrom('group:default/a', 'group:default/b'),
  roles: fc.uniqueArray(fc.constantFrom(...understudyRoles), { minLength: 1 }),
});
const situation = fc
  .record({
    name: fc.constantFrom(...names),
    assignments: fc.array(assignment, { maxLength: 3 }),
    ownershipEntityRefs: fc.subarray(['group:default/a', 'group:default/b']),
    permissionEnabled: fc.boolean(),
    answer: fc.constantFrom<FrameworkAnswer>('allow', 'deny', 'unreachable'),
  })
  .map(({ ownershipEntityRefs, ...rest }) => ({
    ...rest,
    roles: resolveRoles({ assignments: rest.assignments, ownershipEntityRefs }),
  }));

describe('decide', () => {
  it('allows nothing that the permission service does not allow', () => {
    fc.assert(
      fc.property(situation, given => {
        fc.pre(given.answer !== 'allow');
        expect(decide(given).allowed).toBe(false);
      }),
    );
  });

  it('allows nothing but plain reads without the permission framework', () => {
    fc.assert(
      fc.property(situation, given => {
        const { allowed } = decide({ ...given, permissionEnabled: false });
        fc.pre(allowed);
        expect(describePermission(given.name).stake).toBe('read');
      }),
    );
  });

  it('allows nothing without a role that gives it, but reading where nobody has roles', () => {
    fc.assert(
      fc.property(situation, given => {
        const byRole = given.roles.some(({ role }) =>
          permissionsOfRole(role).includes(given.name),
        );
        const openToAll =
          given.assignments.length === 0 && given.name === 'understudy.read';
        fc.pre(!byRole && !openToAll);
        expect(decide(given).allowed).toBe(false);
      }),
    );
  });

  it('allows what everybody agrees on', () => {
    fc.assert(
      fc.property(situation, given => {
        fc.pre(
          given.roles.some(({ role }) =>
            permissionsOfRole(role).includes(given.name),
          ),
        );
        const decision = decide({
          ...given,
          permissionEnabled: true,
          answer: 'allow',
        });
        expect(decision.allowed).toBe(true);
      }),
    );
  });

  it('gives a reason in whole sentences, whatever it decides', () => {
    fc.assert(
      fc.property(situation, given => {
        expect(decide(given).reason).toMatch(/^[A-Z][^]*\.$/);
      }),
    );
  });

  it('says who can give what is missing', () => {
    const given = {
      name: 'understudy.approve',
      roles: [],
      permissionEnabled: true,
      answer: 'allow',
    } as const;

    expect(
      decide({
        ...given,
        assignments: [
          { group: 'group:default/sre', roles: ['approver', 'sre'] },
          { group: 'group:default/ops', roles: ['operator'] },
          { group: 'group:default/platform', roles: ['approver'] },
        ],
      }).reason,
    ).toBe(
      'This needs the role approver, which members of group:default/sre or group:default/platform have. Ask one of them to do it, or an administrator to add your group to understudy.roles.',
    );
    expect(decide({ ...given, assignments: [] }).reason).toBe(
      'This needs the role approver, which nobody has yet. An administrator gives it to a group in understudy.roles.',
    );
  });

  it('tells a policy that refuses from a policy that does not answer', () => {
    const given = {
      name: 'understudy.approve',
      roles: [{ role: 'approver', via: 'group:default/sre' }],
      assignments: [{ group: 'group:default/sre', roles: ['approver'] }],
      permissionEnabled: true,
    } as const;
    expect(decide({ ...given, answer: 'deny' }).reason).toContain(
      'Your role approver gives it, but the permission policy of this Backstage does not allow it.',
    );
    expect(decide({ ...given, answer: 'unreachable' }).reason).toContain(
      'The permission service does not answer',
    );
    expect(
      decide({ ...given, permissionEnabled: false, answer: 'allow' }).reason,
    ).toContain('permission.enabled is not set');
  });
});
