import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import {
  parseRoleAssignments,
  permissionsOfRole,
  resolveRoles,
  rolesWithPermission,
  understudyRoles,
} from '.';
import {
  describePermission,
  understudyPermissions,
  type UnderstudyPermissionName,
} from '../permissions';

const names = understudyPermissions.map(
  ({ name }) => name as UnderstudyPermissionName,
);

describe('the table of roles and permissions', () => {
  it('gives every role the right to read and every permission to some role', () => {
    for (const role of understudyRoles) {
      expect(permissionsOfRole(role)).toContain('understudy.read');
    }
    for (const name of names) {
      expect(rolesWithPermission(name).length).toBeGreaterThan(0);
      expect(describePermission(name).title).toMatch(/^[A-Z][^.]+[^.]$/);
    }
  });

  it('lets those who only watch or audit change nothing', () => {
    const writes = (['viewer', 'compliance'] as const).flatMap(role =>
      permissionsOfRole(role).filter(
        name => describePermission(name).stake === 'write',
      ),
    );
    // What they find out about a flag; nothing of what is operated.
    expect(writes).toEqual(['understudy.audit.review']);
    expect(permissionsOfRole('viewer')).toEqual(['understudy.read']);
  });

  it('keeps executing, approving and making policy apart', () => {
    expect(permissionsOfRole('operator')).not.toContain('understudy.approve');
    expect(permissionsOfRole('sre')).not.toContain('understudy.approve');
    expect(permissionsOfRole('approver')).not.toContain(
      'understudy.plan.execute',
    );
    expect(rolesWithPermission('understudy.policy.manage')).toEqual([
      'policy-admin',
    ]);
  });
});

describe('the README', () => {
  it('has the same table', () => {
    const readme = readFileSync(resolve(__dirname, '../../README.md'), 'utf8');
    const rows = readme
      .split('\n')
      .filter(line => line.startsWith('|'))
      .map(line =>
        line
          .split('|')
          .slice(1, -1)
          .map(cell => cell.trim()),
      );
    const [header, , ...body] = rows.slice(0, 2 + names.length);
    expect(header).toEqual(['Permission', ...understudyRoles]);
    expect(body).toEqual(
      names.map(name => [
        name.replace('understudy.', ''),
        ...understudyRoles.map(role =>
          permissionsOfRole(role).includes(name) ? 'yes' : '',
        ),
      ]),
    );
  });
});

describe('parseRoleAssignments', () => {
  it('reads groups in full form and merges entries of one group', () => {
    expect(
      parseRoleAssignments([
        { group: 'group:default/SRE', roles: ['sre', 'operator'] },
        { group: 'platform', roles: ['approver'] },
        { group: 'group:default/sre', roles: ['approver', 'sre'] },
      ]),
    ).toEqual([
      { group: 'group:default/sre', roles: ['operator', 'approver', 'sre'] },
      { group: 'group:default/platform', roles: ['approver'] },
    ]);
    expect(parseRoleAssignments(undefined)).toEqual([]);
  });

  it.each([
    [{ group: 'x' }, 'understudy.roles must be a list'],
    [['sre'], 'understudy.roles[0] must have a group'],
    [[{ roles: ['sre'] }], 'understudy.roles[0].group must name a group'],
    [[{ group: 'group:', roles: ['sre'] }], 'is not an entity reference'],
    [[{ group: 'sre', roles: 'sre' }], 'understudy.roles[0].roles must be a'],
    [[{ group: 'sre', roles: [] }], 'understudy.roles[0].roles must be a list'],
    [
      [{ group: 'sre', roles: ['admin'] }],
      'understudy.roles[0].roles has the unknown role "admin"',
    ],
  ])('refuses %j', (value, message) => {
    expect(() => parseRoleAssignments(value)).toThrow(message);
  });
});

describe('resolveRoles', () => {
  const group = fc
    .constantFrom('a', 'b', 'c', 'd')
    .map(n => `group:default/${n}`);
  const assignment = fc.record({
    group,
    roles: fc.uniqueArray(fc.constantFrom(...understudyRoles), {
      minLength: 1,
    }),
  });

  it('gives exactly the roles of the groups one is in, whatever the order', () => {
    fc.assert(
      fc.property(
        fc.array(assignment),
        fc.uniqueArray(group),
        (entries, ownershipEntityRefs) => {
          const roles = (list: typeof entries) =>
            resolveRoles({
              assignments: parseRoleAssignments(list),
              ownershipEntityRefs,
            }).map(({ role }) => role);
          const expected = understudyRoles.filter(role =>
            entries.some(
              entry =>
                entry.roles.includes(role) &&
                ownershipEntityRefs.includes(entry.group),
            ),
          );
          expect(roles(entries)).toEqual(expected);
          expect(roles([...entries].reverse())).toEqual(expected);
        },
      ),
    );
  });

  it('names the first group that gives a role', () => {
    expect(
      resolveRoles({
        assignments: parseRoleAssignments([
          { group: 'sre', roles: ['approver'] },
          { group: 'platform', roles: ['approver', 'policy-admin'] },
        ]),
        ownershipEntityRefs: [
          'user:default/x',
          'group:default/Platform',
          'group:default/sre',
        ],
      }),
    ).toEqual([
      { role: 'approver', via: 'group:default/sre' },
      { role: 'policy-admin', via: 'group:default/platform' },
    ]);
  });
});
