import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import express from 'express';
import PromiseRouter from 'express-promise-router';
import { rateLimit } from 'express-rate-limit';
import { toErrorAnswer } from '../http/toErrorAnswer';
import type { BrowserCookie } from './BrowserCookie';
import { presencePage, presencePageHeaders } from './presencePage';
import type { PresenceService } from './types';

/** Where the identity provider sends the browser back to, below the base URL of the plugin. */
export const presenceCallbackPath = '/v1/presence/callback';

const TAKEN = ['state', 'code', 'iss', 'error'];
const VALUE_LENGTH = 8_192;

/**
 * Answers the browser that comes back from the identity provider. It has no
 * Backstage token: what it may do hangs on the state alone, which is random,
 * used once and was given to somebody who had one.
 */
export function createPresenceCallback(options: {
  presence: PresenceService;
  cookie: BrowserCookie;
  auditor: AuditorService;
  logger: LoggerService;
  requestsPerMinute: number;
}): express.Router {
  const { presence, cookie, auditor, logger, requestsPerMinute } = options;
  const router = PromiseRouter();
  const send = (
    res: express.Response,
    status: number,
    page: { title: string; sentence: string },
  ) => {
    res.status(status).set(presencePageHeaders).end(presencePage(page));
  };
  const fail = (res: express.Response, error: unknown) => {
    const { status, message } = toErrorAnswer(
      error,
      'the callback of presence',
    );
    if (status >= 500) {
      logger.error('A sign-in could not be finished', toError(error));
    }
    send(res, status, {
      title: 'Nothing was proven',
      sentence: `${message.replace(/\.?$/, '.')} This window can be closed.`,
    });
  };
  router.use(
    presenceCallbackPath,
    rateLimit({
      windowMs: 60_000,
      limit: requestsPerMinute,
      standardHeaders: 'draft-7',
      legacyHeaders: false,
      // By address; whether a proxy says which is for backend.trustProxy.
      validate: { xForwardedForHeader: false },
      handler: (_req, res) => fail(res, { status: 429 }),
    }),
  );
  router.get(presenceCallbackPath, async (req, res) => {
    // The address holds the code, so it is not noted.
    const event = await auditor.createEvent({
      eventId: 'presence-callback',
      severityLevel: 'medium',
    });
    try {
      // A browser or a program that only looks must not use it up.
      if (req.method !== 'GET') {
        throw new InputError('This is for the browser that signs in');
      }
      const { userEntityRef, planHash, at, until } = await presence.finish({
        query: readQuery(req.originalUrl),
        browser: cookie.read(req.get('cookie')),
      });
      await event.success({ meta: { userEntityRef, planHash } });
      send(res, 200, {
        title: 'You were here',
        sentence: `You signed in as ${userEntityRef} at ${clock(
          at,
        )}, which proves until ${clock(
          until,
        )} that you are there for the plan ${planHash}, and this window can be closed.`,
      });
    } catch (error) {
      await event.fail({ error: toError(error) });
      fail(res, error);
    }
  });
  return router;
}

function readQuery(address: string): URLSearchParams {
  const given = new URL(address, 'http://localhost').searchParams;
  const taken = new URLSearchParams();
  for (const name of TAKEN) {
    const [value, ...more] = given.getAll(name);
    if (more.length > 0 || (value?.length ?? 0) > VALUE_LENGTH) {
      throw new InputError(`The address gives ${name} in a way it must not`);
    }
    if (value !== undefined) {
      taken.set(name, value);
    }
  }
  if (!taken.get('state')) {
    throw new InputError('The address does not say what was begun');
  }
  return taken;
}

function clock(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}
