import type { MyPermissions } from '@understudy/plugin-understudy-common';
import type { UserCredentials } from '../access/types';

/** Tells people what they may do here. */
export interface MyPermissionsService {
  /** The roles and permissions of a person, with a reason for each. */
  get(options: { credentials: UserCredentials }): Promise<MyPermissions>;
}
