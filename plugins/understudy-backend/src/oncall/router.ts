import type { ApiRouter } from '../http/ApiRouter';
import type { OnCallService } from './types';

/** The route about who is on call. */
export function addOnCallRoutes(options: {
  api: ApiRouter;
  onCall: OnCallService;
}): void {
  const { api, onCall } = options;
  api.handle(
    'getOnCall',
    { allow: ['user', 'service'], eventId: 'on-call-fetch' },
    async ({ query, credentials }) => onCall.get(query, { credentials }),
  );
}
