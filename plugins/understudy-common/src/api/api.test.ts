/* eslint-disable new-cap -- openapi-fetch names its methods as HTTP does. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import {
  createUnderstudyClient,
  openApiDocument,
  type components,
  type ErrorBody,
} from '.';
import { environmentNames, type EnvironmentName } from '../environments';
import {
  entryOutcomes,
  entrySources,
  operationTypes,
  type EntryOutcome,
  type EntrySource,
  type LedgerEntry,
  type OperationType,
} from '../ledger';
import { healthStatuses, type HealthStatus, type HealthStops } from '../health';
import { understudyRoles, type UnderstudyRole } from '../roles';
import { takeoverLevels, type TakeoverLevel } from '../takeover';

type Same<A, B> = [A, B] extends [B, A] ? true : never;
type Schemas = components['schemas'];

describe('the generated files', () => {
  it('are what the OpenAPI document gives', () => {
    const packageDir = resolve(__dirname, '../..');
    const output = execFileSync(
      process.execPath,
      ['scripts/generate-api.mjs', '--check'],
      { cwd: packageDir, encoding: 'utf8', stdio: 'pipe' },
    );
    expect(output).toContain('Nothing to change');
  });

  it('have the same words as the domain', () => {
    // These lines fail to compile when the two part.
    const same: [
      Same<Schemas['Role'], UnderstudyRole>,
      Same<Schemas['Environment'], EnvironmentName>,
      Same<Schemas['TakeoverLevel'], TakeoverLevel>,
      Same<Schemas['HealthStatus'], HealthStatus>,
      Same<Schemas['HealthCheckResult']['stops'], HealthStops>,
      Same<Schemas['OperationType'], OperationType>,
      Same<Schemas['EntryOutcome'], EntryOutcome>,
      Same<Schemas['EntrySource'], EntrySource>,
      Same<keyof Schemas['LedgerEntry'], keyof LedgerEntry>,
      LedgerEntry extends Schemas['LedgerEntry'] ? true : never,
    ] = [true, true, true, true, true, true, true, true, true, true];
    expect(same).not.toContain(false);
    expect(openApiDocument).toMatchObject({
      components: {
        schemas: {
          Role: { enum: understudyRoles },
          Environment: { enum: environmentNames },
          TakeoverLevel: { enum: takeoverLevels },
          HealthStatus: { enum: healthStatuses },
          OperationType: { enum: operationTypes },
          EntryOutcome: { enum: entryOutcomes },
          EntrySource: { enum: entrySources },
        },
      },
    });
  });
});

describe('createUnderstudyClient', () => {
  it('calls the routes and encodes what it puts into them', async () => {
    const calls: string[] = [];
    const client = createUnderstudyClient({
      baseUrl: 'https://backstage.example/api/understudy/v1',
      fetch: async request => {
        calls.push(`${request.method} ${request.url}`);
        return Response.json({ checks: [] });
      },
    });

    const health = await client.GET('/health');
    await client.GET('/entities/{kind}/{namespace}/{name}/operations', {
      params: { path: { kind: 'component', namespace: 'a/b', name: 'c d' } },
    });

    expect(health.data?.checks).toEqual([]);
    expect(calls).toEqual([
      'GET https://backstage.example/api/understudy/v1/health',
      'GET https://backstage.example/api/understudy/v1/entities/component/a%2Fb/c%20d/operations',
    ]);
  });

  it('gives the error as the API words it', async () => {
    const body: ErrorBody = {
      error: {
        name: 'NotFoundError',
        message: 'No such entity',
        code: 'entity-not-found',
      },
      response: { statusCode: 404 },
    };
    const client = createUnderstudyClient({
      baseUrl: 'https://backstage.example/api/understudy/v1',
      fetch: async () => Response.json(body, { status: 404 }),
    });

    const { data, error, response } = await client.GET('/me/permissions');

    expect(data).toBeUndefined();
    expect(error).toEqual(body);
    expect(response.status).toBe(404);
  });
});
