import { createHash } from 'node:crypto';
import { z } from 'zod';
import { OperationError, type Connector } from '../../connectors';
import type { ConnectorTestOptions } from './ConnectorTestOptions';
import {
  dimOperation,
  lampConnector,
  lookOperation,
  type LampAccess,
} from './__testUtils__/lampConnector';
import { Lamps } from './__testUtils__/Lamps';
import { testConnector } from './testConnector';

jest.setTimeout(60_000);

type Changes = NonNullable<Parameters<typeof lampConnector>[1]>;

/** What a faulty connector may get at, to be faulty. */
interface Fault {
  access: LampAccess;
  lamps?: Lamps;
}

function options(fault: (on: Fault) => Changes = () => ({})) {
  const token = ['token', 'of', 'these', 'lamps', '4711'].join('-');
  const connect = (access: LampAccess, lamps?: Lamps): Connector =>
    lampConnector(access, fault({ access, lamps }));
  return {
    async createSystem({ secret }) {
      const lamps = await Lamps.start(secret);
      const one = (operation: string, more: object) => ({
        operation,
        input: { name: 'north', ...more },
        missing: { name: 'south', ...more },
      });
      return {
        connector: connect({ url: lamps.url, token, timeoutMs: 5_000 }, lamps),
        actor: { userEntityRef: 'user:default/sam' },
        credentials: [token],
        cases: [one('lamps:look', {}), one('lamps:dim', { brightness: 1 })],
        readState: async () => JSON.stringify(lamps.lamp),
        disturb: async () => void lamps.change({}),
        close: () => lamps.close(),
      };
    },
    connect: async ({ url, timeoutMs }) => connect({ url, token, timeoutMs }),
  } satisfies ConnectorTestOptions;
}

describe('testConnector', () => {
  it('given a connector that keeps to the contract, then it says which rule holds for what', async () => {
    const { results, notImplemented } = await testConnector(options());
    expect(notImplemented).toEqual([]);
    const outcomes = (operation: string) =>
      results
        .filter(result => result.operation === operation)
        .map(({ outcome }) => outcome);
    expect(new Set(outcomes('lamps'))).toEqual(new Set(['holds']));
    expect(new Set(outcomes('lamps:dim'))).toEqual(
      new Set(['holds', 'does-not-apply']),
    );
    expect(
      results.filter(({ outcome }) => outcome === 'does-not-apply'),
    ).toHaveLength(7);
    expect(outcomes('lamps:dim')).toHaveLength(outcomes('lamps:look').length);
  });

  it('given an operation that only previews, then what it lacks is named', async () => {
    const { results, notImplemented } = await testConnector(
      options(() => ({
        dim: {
          capture: undefined,
          apply: undefined,
          verify: undefined,
          undo: undefined,
        },
      })),
    );
    expect(notImplemented).toEqual([
      'lamps:dim apply',
      'lamps:dim capture',
      'lamps:dim undo',
      'lamps:dim verify',
    ]);
    expect(
      results.filter(({ outcome }) => outcome === 'not-implemented'),
    ).toHaveLength(5);
  });

  it.each<[rule: string, fault: (on: Fault) => Changes]>([
    [
      'takes its input through JSON and back as the same',
      () => ({
        look: {
          input: z.strictObject({
            name: z.string().overwrite(name => `${name}!`),
          }),
        },
      }),
    ],
    [
      'refuses what it does not know, and what is missing',
      () => ({
        dim: {
          input: z
            .strictObject({ name: z.string(), brightness: z.number() })
            .catch({ name: 'north', brightness: 1 }),
        },
      }),
    ],
    [
      'finds its targets, the same ones each time, and changes nothing',
      ({ access }) => ({
        dim: {
          async resolve(input, context) {
            const [target] = await dimOperation(access).resolve(input, context);
            const seed = `${performance.now()}`;
            const fingerprint = `sha256:${createHash('sha256')
              .update(seed)
              .digest('hex')}`;
            return [{ ...target, fingerprint }];
          },
        },
      }),
    ],
    [
      'finds its targets, the same ones each time, and changes nothing',
      ({ access, lamps }) => ({
        look: {
          resolve(input, context) {
            lamps?.change({});
            return lookOperation(access).resolve(input, context);
          },
        },
      }),
    ],
    [
      'says so where its target is not there',
      ({ access }) => ({
        look: {
          resolve: (_, context) =>
            lookOperation(access).resolve({ name: 'north' }, context),
        },
      }),
    ],
    [
      'asks about access to each of its targets, and changes nothing',
      () => ({ dim: { checkAccess: async () => [] } }),
    ],
    [
      'asks about access to each of its targets, and changes nothing',
      ({ access, lamps }) => ({
        dim: {
          checkAccess(targets, context) {
            lamps?.change({});
            return dimOperation(access).checkAccess(targets, context);
          },
        },
      }),
    ],
    [
      'previews twice alike, and changes nothing',
      ({ access }) => ({
        dim: {
          preview: async (input, targets, context) => ({
            ...(await dimOperation(access).preview!(input, targets, context)),
            digest: `sha256:${'0'.repeat(64)}`,
          }),
        },
      }),
    ],
    [
      'previews twice alike, and changes nothing',
      ({ access }) => ({
        dim: {
          async preview(input, targets, context) {
            const { apply, preview } = dimOperation(access);
            const tried = await preview!(input, targets, context);
            await apply!(input, targets, context);
            return tried;
          },
        },
      }),
    ],
    [
      'takes a snapshot of each target, and changes nothing',
      ({ access }) => ({
        dim: {
          capture: async (input, targets, context) =>
            (
              await dimOperation(access).capture!(input, targets, context)
            ).slice(1),
        },
      }),
    ],
    [
      'reads what its output describes, and changes nothing',
      ({ access }) => ({
        look: {
          apply: async (input, targets, context) => ({
            ...(await lookOperation(access).apply!(input, targets, context))!,
            brightness: 'very',
          }),
        },
      }),
    ],
    [
      'has an effect, and does nothing again for the same key',
      ({ access }) => ({
        dim: {
          async apply(input, targets, context) {
            const { verify } = dimOperation(access);
            await verify!(input, targets, context);
            return { brightness: input.brightness };
          },
        },
      }),
    ],
    [
      'has an effect, and does nothing again for the same key',
      ({ access }) => ({
        dim: {
          apply: (input, targets, { idempotencyKey: _, ...context }, given) =>
            dimOperation(access).apply!(input, targets, context, given),
        },
      }),
    ],
    [
      'refuses a target that changed meanwhile',
      ({ access }) => ({
        dim: {
          apply: (input, targets, context) =>
            dimOperation(access).apply!(input, targets, context),
        },
      }),
    ],
    [
      'refuses a target that changed meanwhile',
      ({ access }) => ({
        dim: {
          apply: (input, targets, context, given) =>
            dimOperation(access).apply!(input, targets, context, {
              ...given,
              preconditions: given?.preconditions?.map(one => ({
                ...one,
                uid: 'lamp-1',
              })),
            }),
        },
      }),
    ],
    [
      'sees whether its effect is there',
      ({ access }) => ({
        dim: {
          verify: async (input, targets, context) => ({
            ...(await dimOperation(access).verify!(input, targets, context)),
            verified: true,
          }),
        },
      }),
    ],
    [
      'restores what was there',
      ({ access }) => ({
        dim: {
          undo: snapshot => ({
            ...dimOperation(access).undo!(snapshot),
            input: { name: 'north', brightness: 7 },
          }),
        },
      }),
    ],
    [
      'says in time what is wrong with a system that is dead, hangs or talks nonsense',
      ({ access }) => ({
        look: {
          async apply({ name }) {
            const answer = await fetch(`${access.url}/lamps/${name}`, {
              signal: AbortSignal.timeout(access.timeoutMs),
            });
            const { brightness } = (await answer.json()).lamp;
            return { brightness };
          },
        },
      }),
    ],
    [
      'ends when nobody waits any more, and changes nothing',
      ({ access }) => ({
        dim: {
          verify: (input, targets, context) =>
            dimOperation(access).verify!(input, targets, {
              ...context,
              signal: new AbortController().signal,
            }),
        },
      }),
    ],
    [
      'shows no secret in anything that comes out of it',
      ({ access, lamps }) => ({
        look: {
          async apply(input, targets, context) {
            const code = Buffer.from(`code ${lamps?.lamp.code}`);
            context.logger.info('It was looked at', {
              code: code.toString('base64'),
            });
            return lookOperation(access).apply!(input, targets, context);
          },
        },
      }),
    ],
    [
      'shows no secret in anything that comes out of it',
      ({ access }) => ({
        dim: {
          resolve: (input, context) =>
            dimOperation(access)
              .resolve(input, context)
              .catch(error => {
                throw new OperationError(error.kind, 'The lamps are gone', {
                  cause: new Error(`${access.token} was not taken`),
                });
              }),
        },
      }),
    ],
    [
      'says that it is well, and who acts',
      ({ access }) => ({
        connector: {
          health: async context =>
            (await lampConnector(access).health(context)).map(one => ({
              ...one,
              status: 'failed',
            })),
        },
      }),
    ],
    [
      'says in time that a system is not well, and still names it',
      () => ({
        connector: {
          health: async () => [
            { cluster: 'house', status: 'ok', sentence: 'It shines.' },
          ],
        },
      }),
    ],
  ])('finds out what %s, and does not', async (rule, fault) => {
    const { message } = await testConnector(options(fault)).then(
      () => new Error('It found nothing'),
      error => error as Error,
    );
    expect(message).toContain(` ${rule}: `);
  });

  it('judges nothing that could not fail', async () => {
    const good = options();
    const blind = {
      ...good,
      createSystem: async (given: { secret: string }) => ({
        ...(await good.createSystem(given)),
        readState: async () => 'nothing to see here',
      }),
    };
    await expect(testConnector(blind)).rejects.toThrow(
      'The secret is not in the state',
    );
    const idle = {
      ...good,
      createSystem: async (given: { secret: string }) => ({
        ...(await good.createSystem(given)),
        cases: [],
      }),
    };
    await expect(testConnector(idle)).rejects.toThrow(
      'No case tries the operation lamps:look',
    );
  });
});
