import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  metricsServiceMock,
  tracingServiceMock,
} from '@backstage/backend-test-utils/alpha';
import { ConflictError } from '@backstage/errors';
import type { HealthReport } from '@understudy/plugin-understudy-common';
import express from 'express';
import request from 'supertest';
import { ApiRouter } from './ApiRouter';
import { withCode } from './errorCode';

const report: HealthReport = {
  status: 'ok',
  checkedAt: '2026-11-01T00:00:00.000Z',
  checks: [],
};

function start(
  options: {
    handler?: () => Promise<HealthReport>;
    requestsPerMinute?: number;
    checkAnswers?: boolean;
  } = {},
) {
  const logger = mockServices.logger.mock();
  const finish = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => finish),
  });
  const record = jest.fn();
  const tracing = tracingServiceMock.mock();
  const api = ApiRouter.create({
    httpAuth: mockServices.httpAuth(),
    auditor,
    metrics: metricsServiceMock.mock({
      createHistogram: () => ({ record }),
    }),
    tracing,
    logger,
    requestsPerMinute: options.requestsPerMinute ?? 100,
    checkAnswers: options.checkAnswers ?? true,
  });
  const handler = jest.fn(options.handler ?? (async () => report));
  api.handle('getHealth', { allow: ['user'], eventId: 'test' }, handler);
  const app = express().use('/api/understudy', api.handler());
  const get = (person = 'sam') =>
    request(app)
      .get('/api/understudy/v1/health')
      .set(
        'Authorization',
        mockCredentials.user.header(`user:default/${person}`),
      );
  return {
    app,
    get,
    handler,
    logger,
    auditor,
    finish,
    record,
    tracing,
  };
}

describe('ApiRouter', () => {
  it('audits, traces and times what it lets through', async () => {
    const { get, auditor, finish, record, tracing } = start();

    const response = await get();

    expect(response.status).toBe(200);
    expect(response.body).toEqual(report);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'test',
        severityLevel: 'low',
        meta: { operation: 'getHealth' },
      }),
    );
    expect(finish.success).toHaveBeenCalledTimes(1);
    expect(finish.fail).not.toHaveBeenCalled();
    expect(tracing.startActiveSpan).toHaveBeenCalledWith(
      'understudy getHealth',
      expect.objectContaining({ kind: 'internal' }),
      expect.any(Function),
    );
    expect(record).toHaveBeenCalledWith(expect.any(Number), {
      operation: 'getHealth',
      status: 200,
    });
  });

  it('records that something was refused, and gives the error its code', async () => {
    const { get, finish, record } = start({
      handler: async () => {
        throw withCode('conflict', new ConflictError('Somebody was faster'));
      },
    });

    const response = await get();

    expect(response.status).toBe(409);
    expect(response.body).toEqual({
      error: {
        name: 'ConflictError',
        message: 'Somebody was faster',
        code: 'conflict',
      },
      request: { method: 'GET', url: '/api/understudy/v1/health' },
      response: { statusCode: 409 },
    });
    expect(finish.success).not.toHaveBeenCalled();
    expect(finish.fail).toHaveBeenCalledWith({
      error: expect.objectContaining({ message: 'Somebody was faster' }),
    });
    expect(record).toHaveBeenCalledWith(expect.any(Number), {
      operation: 'getHealth',
      status: 409,
    });
  });

  it('answers with a problem document to who prefers one', async () => {
    const { get } = start({
      handler: async () => {
        throw new ConflictError('Somebody was faster');
      },
    });

    const response = await get().set('Accept', 'application/problem+json');

    expect(response.status).toBe(409);
    expect(response.headers['content-type']).toContain(
      'application/problem+json',
    );
    expect(JSON.parse(response.text)).toEqual({
      type: 'urn:understudy:error:conflict',
      title: 'ConflictError',
      status: 409,
      detail: 'Somebody was faster',
      code: 'conflict',
    });
    const both = await get().set(
      'Accept',
      'application/json, application/problem+json;q=0.5',
    );
    expect(both.headers['content-type']).toContain('application/json');
  });

  it('keeps what it did not expect to itself and the log', async () => {
    const { get, logger } = start({
      handler: async () => {
        throw Object.assign(new Error('password=hunter2 at db-7'), {
          code: 'ECONNREFUSED',
          status: 409,
        });
      },
    });

    const response = await get();

    expect(response.status).toBe(500);
    expect(response.text).not.toContain('hunter2');
    expect(response.text).not.toContain('ECONNREFUSED');
    expect(response.body.error.code).toBe('internal');
    const [, logId] = response.body.error.message.match(/under (\S+)$/);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining(logId),
      expect.objectContaining({ message: 'password=hunter2 at db-7' }),
    );
  });

  it('does not let out an answer that its document does not know', async () => {
    const handler = async () => ({ ...report, status: 'fine' } as any);

    const strict = start({ handler });
    expect((await strict.get()).status).toBe(500);
    expect(strict.finish.fail).toHaveBeenCalledWith({
      error: expect.objectContaining({
        message: expect.stringContaining(
          'getHealth answers 200 with what its document does not allow',
        ),
      }),
    });

    expect((await start({ handler, checkAnswers: false }).get()).status).toBe(
      200,
    );
  });

  it('limits each caller for themselves', async () => {
    const { get, handler } = start({ requestsPerMinute: 2 });

    const statuses = [];
    for (const person of ['sam', 'sam', 'sam', 'dana']) {
      statuses.push((await get(person)).status);
    }

    expect(statuses).toEqual([200, 200, 429, 200]);
    expect(handler).toHaveBeenCalledTimes(3);
    const refused = await get('sam');
    expect(refused.body.error).toEqual({
      name: 'TooManyRequestsError',
      message: 'Those were too many requests in a minute; wait a little',
      code: 'too-many-requests',
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('reads no body that is too large or cannot be read', async () => {
    const { get, handler } = start();

    const large = await get()
      .set('Content-Type', 'application/json')
      .send(JSON.stringify({ text: 'x'.repeat(300_000) }));
    expect(large.status).toBe(413);
    expect(large.body.error.code).toBe('too-large');

    const broken = await get()
      .set('Content-Type', 'application/json')
      .send('{"text": ');
    expect(broken.status).toBe(400);
    expect(broken.body.error.code).toBe('input-invalid');

    const packed = await get()
      .set('Content-Type', 'application/json')
      .set('Content-Encoding', 'compress')
      .send('{}');
    expect(packed.status).toBe(415);
    expect(handler).not.toHaveBeenCalled();
  });

  it('asks who it is before anything else', async () => {
    const { app, auditor } = start();
    const response = await request(app)
      .get('/api/understudy/v1/health')
      .set('Authorization', mockCredentials.none.header());
    expect(response.status).toBe(401);
    expect(response.body.error.code).toBe('not-signed-in');
    expect(auditor.createEvent).not.toHaveBeenCalled();
  });
});
