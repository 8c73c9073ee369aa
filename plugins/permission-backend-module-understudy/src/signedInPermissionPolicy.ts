import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';

/**
 * Allows everything to whoever is signed in, and nothing to anyone else.
 */
export const signedInPermissionPolicy: PermissionPolicy = {
  async handle(_request, user) {
    return {
      result: user ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
    };
  },
};
