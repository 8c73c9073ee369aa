import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { toErrorAnswer } from './toErrorAnswer';

const PROBLEM = 'application/problem+json';

/**
 * Answers errors in Backstage's form, or as a problem document to who asks for
 * one.
 */
export function createErrorHandler(options: {
  logger: LoggerService;
}): ErrorRequestHandler {
  return (error, req, res, next) => {
    const logId = randomUUID();
    const { status, name, message, code } = toErrorAnswer(error, logId);
    if (status >= 500) {
      options.logger.error(
        `${req.method} ${req.path} failed with ${status}, ${logId}`,
        toError(error),
      );
    }
    if (res.headersSent) {
      next(error);
      return;
    }
    res.status(status);
    if (req.accepts(['application/json', PROBLEM]) === PROBLEM) {
      res.type(PROBLEM).json({
        type: `urn:understudy:error:${code}`,
        title: name,
        status,
        detail: message,
        code,
      });
      return;
    }
    res.json({
      error: { name, message, code },
      request: { method: req.method, url: req.originalUrl },
      response: { statusCode: status },
    });
  };
}
