import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { signedInPermissionPolicy } from './signedInPermissionPolicy';

describe('signedInPermissionPolicy', () => {
  it('allows everything to people who are signed in, and nothing to others', async () => {
    const permission = createPermission({ name: 'any.thing', attributes: {} });
    const userEntityRef = 'user:default/someone';
    await expect(
      signedInPermissionPolicy.handle(
        { permission },
        {
          credentials: mockCredentials.user(userEntityRef),
          info: { userEntityRef, ownershipEntityRefs: [userEntityRef] },
        },
      ),
    ).resolves.toEqual({ result: AuthorizeResult.ALLOW });
    await expect(
      signedInPermissionPolicy.handle({ permission }),
    ).resolves.toEqual({ result: AuthorizeResult.DENY });
  });
});
