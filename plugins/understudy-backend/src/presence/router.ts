import type { ApiRouter } from '../http/ApiRouter';
import type { BrowserCookie } from './BrowserCookie';
import type { PresenceService } from './types';

/** The routes about proving to be there; where the provider comes back to is no part of them. */
export function addPresenceRoutes(options: {
  api: ApiRouter;
  presence: PresenceService;
  cookie: BrowserCookie;
  /** Where the provider sends the browser back to. */
  redirectUri: () => Promise<string>;
}): void {
  const { api, presence, cookie, redirectUri } = options;
  api.handle(
    'getPresence',
    { allow: ['user'], eventId: 'presence-fetch' },
    async ({ query, credentials }) => presence.get(query, { credentials }),
  );
  api.handle(
    'beginPresence',
    { allow: ['user'], eventId: 'presence-begin', severityLevel: 'medium' },
    async ({ body, credentials, header, setHeader }) => {
      const browser = cookie.keep(header('cookie'), {
        callback: new URL(await redirectUri()),
      });
      const challenge = await presence.begin(
        {
          planHash: body.planHash,
          ...(browser && { browser: browser.value }),
        },
        { credentials },
      );
      if (browser) {
        setHeader('Set-Cookie', browser.setCookie);
      }
      return challenge;
    },
  );
}
