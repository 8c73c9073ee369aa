import type { ApiRouter } from '../http/ApiRouter';
import type { MyPermissionsService } from './types';

/** The routes about the caller. */
export function addMyPermissionsRoutes(options: {
  api: ApiRouter;
  myPermissions: MyPermissionsService;
}): void {
  const { api, myPermissions } = options;
  api.handle(
    'getMyPermissions',
    { allow: ['user'], eventId: 'my-permissions-fetch' },
    ({ credentials }) => myPermissions.get({ credentials }),
  );
}
