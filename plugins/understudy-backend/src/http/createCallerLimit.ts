import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

/**
 * Lets each caller make so many requests in a minute, counted per replica.
 * Backstage's own `backend.rateLimit` counts per address, so that everybody
 * behind one proxy shares a limit; this one is fair between people.
 */
export function createCallerLimit(options: {
  requestsPerMinute: number;
  callerOf: (req: Request) => string;
}): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: options.requestsPerMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    keyGenerator: req => options.callerOf(req),
    handler: (_req, _res, next) => next({ status: 429 }),
  });
}
