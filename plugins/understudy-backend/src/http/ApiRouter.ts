import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  MetricsServiceHistogram,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import { NotFoundError, toError } from '@backstage/errors';
import { openApiDocument } from '@understudy/plugin-understudy-common';
import express, { type Request, type RequestHandler } from 'express';
import PromiseRouter from 'express-promise-router';
import { createCallerLimit } from './createCallerLimit';
import type { ApiObserver } from './ApiObserver';
import { createErrorHandler } from './createErrorHandler';
import {
  OpenApiOperations,
  type Operation,
  type OperationId,
} from './OpenApiOperations';
import type { RawAnswer } from './RawAnswer';
import { sendRaw } from './sendRaw';
import { toErrorAnswer } from './toErrorAnswer';
import type { Call, Caller, Handler } from './types';

const BODY_LIMIT = '256kb';
const NO_CONTENT = 204;
const SECONDS = [0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What {@link ApiRouter} needs. */
interface ApiRouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  metrics: MetricsService;
  tracing: TracingService;
  logger: LoggerService;
  /** How many requests one caller may make in a minute. */
  requestsPerMinute: number;
  /** Whether answers are checked against the document before they leave. */
  checkAnswers: boolean;
  /** Learns who was here, and who was refused what. */
  observer?: ApiObserver;
}

/**
 * The routes of the API. Each operation is called in the same way: who calls,
 * how often, does the request fit the document; then it is audited, traced and
 * timed, and only then does the handler see it.
 */
export class ApiRouter {
  readonly #options: ApiRouterOptions;
  readonly #operations = OpenApiOperations.create(openApiDocument);
  readonly #router = PromiseRouter();
  readonly #callers = new WeakMap<Request, string>();
  readonly #duration: MetricsServiceHistogram;
  readonly #limit: RequestHandler;

  static create(options: ApiRouterOptions): ApiRouter {
    return new ApiRouter(options);
  }

  private constructor(options: ApiRouterOptions) {
    this.#options = options;
    this.#duration = options.metrics.createHistogram(
      'understudy.api.request.duration',
      {
        description: 'How long the operations of the Understudy API take',
        unit: 's',
        advice: { explicitBucketBoundaries: SECONDS },
      },
    );
    this.#limit = createCallerLimit({
      requestsPerMinute: options.requestsPerMinute,
      callerOf: req => this.#callers.get(req) ?? '',
    });
  }

  /** Puts an operation of the document in its place. */
  handle<Id extends OperationId, C extends Caller>(
    id: Id,
    options: {
      /** Who may call it at all. */
      allow: C[];
      /** The id of its audit events. */
      eventId: string;
      severityLevel?: AuditorServiceEventSeverityLevel;
    },
    handler: Handler<Id, C>,
  ): void {
    const operation = this.#operations.get(id);
    this.#router[operation.method](
      operation.path,
      async req => {
        const { principal } = await this.#options.httpAuth.credentials(req, {
          allow: options.allow,
        });
        if ('userEntityRef' in principal) {
          this.#options.observer?.seen({
            userEntityRef: principal.userEntityRef,
            token: req.get('authorization')?.replace(/^Bearer +/i, ''),
          });
        }
        this.#callers.set(
          req,
          'userEntityRef' in principal
            ? principal.userEntityRef
            : `service:${principal.subject}`,
        );
        return 'next';
      },
      this.#limit,
      express.json({ limit: BODY_LIMIT }),
      async (req, res) => {
        const credentials = await this.#options.httpAuth.credentials(req, {
          allow: options.allow,
        });
        const event = await this.#options.auditor.createEvent({
          eventId: options.eventId,
          severityLevel: options.severityLevel ?? 'low',
          request: req,
          meta: { operation: id },
        });
        const started = performance.now();
        const gone = new AbortController();
        res.once('close', () => gone.abort());
        let status = operation.status;
        let answer: unknown;
        try {
          answer = await this.#options.tracing.startActiveSpan(
            `understudy ${id}`,
            { kind: 'internal', credentials },
            () => handler(parse(operation, req, res, credentials, gone.signal)),
          );
          if (isRaw(answer)) {
            operation.checkType(answer.contentType);
          } else if (this.#options.checkAnswers && status !== NO_CONTENT) {
            operation.checkAnswer(status, answer);
          }
          await event.success();
        } catch (error) {
          status = toErrorAnswer(error, '').status;
          await event.fail({ error: toError(error) });
          if (status === 403) {
            this.#options.observer?.denied({
              caller: credentials.principal,
              operation: id,
              path: req.params,
              reason: toError(error).message,
            });
          }
          throw error;
        } finally {
          this.#duration.record((performance.now() - started) / 1000, {
            operation: id,
            status,
          });
        }
        res.status(status);
        if (isRaw(answer)) {
          await sendRaw(res, answer);
        } else if (status === NO_CONTENT) {
          res.end();
        } else {
          res.json(answer);
        }
      },
    );
  }

  /** All routes, with what answers for the paths that are none. */
  handler(): express.Handler {
    const router = PromiseRouter();
    router.use('/v1', this.#router);
    router.use(() => {
      throw new NotFoundError('The Understudy API has no such route');
    });
    router.use(createErrorHandler({ logger: this.#options.logger }));
    return router;
  }
}

function isRaw(answer: unknown): answer is RawAnswer {
  return (
    typeof answer === 'object' && answer !== null && 'contentType' in answer
  );
}

/** The one place where what was checked gets its type. */
function parse<Id extends OperationId, C extends Caller>(
  operation: Operation,
  req: Request,
  res: express.Response,
  credentials: Call<Id, C>['credentials'],
  signal: AbortSignal,
): Call<Id, C> {
  operation.checkBody(req.body);
  return {
    path: operation.parseParameters('path', req.params),
    query: operation.parseParameters('query', req.query),
    body: req.body,
    credentials,
    signal,
    header: (name: string) => req.get(name),
    setHeader: (name: string, value: string) => {
      res.setHeader(name, value);
    },
  } as Call<Id, C>;
}
