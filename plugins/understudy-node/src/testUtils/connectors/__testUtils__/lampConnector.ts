import {
  previewDigest,
  type Target,
} from '@understudy/plugin-understudy-common';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  OperationError,
  type Connector,
  type Operation,
  type OperationContext,
} from '../../../connectors';
import type { Lamp, LampChange } from './Lamps';

/** How the connector gets to its lamps. */
export interface LampAccess {
  url: string;
  token: string;
  timeoutMs: number;
}

const input = z.strictObject({ name: z.string(), brightness: z.number() });
const output = z.strictObject({ brightness: z.number() });

type DimInput = z.infer<typeof input>;

/** Asks the lamps, as a connector should. */
async function ask(
  access: LampAccess,
  name: string,
  context: Pick<OperationContext, 'signal'>,
  change?: LampChange,
): Promise<Lamp> {
  const timeout = AbortSignal.timeout(access.timeoutMs);
  try {
    const response = await fetch(`${access.url}/lamps/${name}`, {
      method: change ? 'PATCH' : 'GET',
      headers: { authorization: `Bearer ${access.token}` },
      signal: AbortSignal.any([context.signal, timeout]),
      ...(change && { body: JSON.stringify(change) }),
    });
    const body = await response.json();
    if (response.status === 404) {
      throw new OperationError('not-found', 'There is no such lamp');
    }
    if (response.status === 409) {
      throw new OperationError('conflict', 'The lamp changed meanwhile');
    }
    if (!response.ok || typeof body.lamp !== 'object') {
      throw new OperationError('unavailable', 'These are no lamps');
    }
    return body.lamp;
  } catch (error) {
    throw error instanceof OperationError
      ? error
      : new OperationError('unavailable', 'The lamps do not answer');
  }
}

function targetOf(lamp: Lamp, name: string): Target {
  return {
    system: 'lamps',
    cluster: 'house',
    clusterUid: 'house-1',
    kind: 'v1/Lamp',
    name,
    uid: lamp.uid,
    resourceVersion: String(lamp.version),
    fingerprint: `sha256:${createHash('sha256')
      .update(String(lamp.brightness))
      .digest('hex')}`,
    observed: { brightness: lamp.brightness },
  };
}

/** `lamps:dim`, which keeps to every rule. */
export function dimOperation(access: LampAccess): Operation<DimInput> {
  return {
    id: 'lamps:dim',
    title: 'Dim a lamp',
    description: 'Sets how bright a lamp is.',
    verb: 'update',
    input,
    output,
    idempotent: true,
    reversible: true,
    async resolve({ name }, context) {
      return [targetOf(await ask(access, name, context), name)];
    },
    async preview({ name, brightness }, [target], context) {
      const lamp = await ask(access, name, context);
      const { fingerprint, resourceVersion, observed, ...identity } = target;
      const changes = [
        {
          target: identity,
          path: '/brightness',
          before: lamp.brightness,
          after: brightness,
        },
      ];
      return {
        at: new Date().toISOString(),
        simulated: true,
        summary: `brightness ${lamp.brightness} → ${brightness}`,
        changes,
        command: `lamps dim ${name} ${brightness}`,
        outcome: 'It gets darker.',
        warnings: [],
        digest: previewDigest(changes, true),
      };
    },
    async checkAccess(targets, context) {
      return Promise.all(
        targets.map(async target => {
          await ask(access, target.name, context);
          return {
            target,
            verb: 'dim',
            resource: 'lamps',
            allowed: true,
            identity: 'the house',
            sentence: 'The house may dim its lamps',
          };
        }),
      );
    },
    async capture(_, targets, context) {
      return Promise.all(
        targets.map(async target => ({
          operation: 'lamps:dim',
          target,
          takenAt: new Date().toISOString(),
          state: {
            brightness: (await ask(access, target.name, context)).brightness,
          },
        })),
      );
    },
    async apply({ name, brightness }, _, context, options) {
      const precondition = options?.preconditions?.[0];
      const { brightness: now } = await ask(access, name, context, {
        brightness,
        uid: precondition?.uid,
        ...(precondition?.resourceVersion && {
          version: Number(precondition.resourceVersion),
        }),
        key: context.idempotencyKey,
      });
      return { brightness: now };
    },
    async verify({ name, brightness }, _, context) {
      const { brightness: now } = await ask(access, name, context);
      const ok = now === brightness;
      const sentence = `The brightness is ${now}`;
      const at = new Date().toISOString();
      return {
        verified: ok,
        summary: sentence,
        evidence: [{ at, sentence, ok }],
      };
    },
    undo: ({ target, state }) => ({
      title: 'Dim it back',
      operation: 'lamps:dim',
      input: { name: target.name, brightness: Number(state.brightness) },
    }),
  };
}

/** `lamps:look`, which reads. */
export function lookOperation(access: LampAccess): Operation<{ name: string }> {
  const { resolve, checkAccess } = dimOperation(access);
  return {
    id: 'lamps:look',
    title: 'Look at a lamp',
    description: 'Says how bright a lamp is.',
    verb: 'read',
    input: z.strictObject({ name: z.string() }),
    output,
    idempotent: true,
    reversible: false,
    resolve: ({ name }, context) => resolve({ name, brightness: 0 }, context),
    checkAccess,
    async apply({ name }, _, context) {
      const { brightness } = await ask(access, name, context);
      return { brightness };
    },
  };
}

/** The connector of lamps; what is given takes the place of its own. */
export function lampConnector(
  access: LampAccess,
  changes: {
    dim?: Partial<Operation<DimInput>>;
    look?: Partial<Operation<{ name: string }>>;
    connector?: Partial<Connector>;
  } = {},
): Connector {
  return {
    id: 'lamps',
    title: 'Lamps',
    operations: [
      { ...lookOperation(access), ...changes.look } as Operation,
      { ...dimOperation(access), ...changes.dim } as Operation,
    ],
    async clusters() {
      return [{ name: 'house', reads: true, writes: true }];
    },
    async identify() {
      return { kind: 'service', name: 'the house', title: 'the house' };
    },
    async health({ signal }) {
      return ask(access, 'north', { signal }).then(
        () => [{ cluster: 'house', status: 'ok', sentence: 'It shines.' }],
        error => [
          { cluster: 'house', status: 'failed', sentence: error.message },
        ],
      );
    },
    ...changes.connector,
  };
}
