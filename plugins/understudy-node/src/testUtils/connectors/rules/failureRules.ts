import type { ConnectorRule } from '../ConnectorRule';
import { reads } from '../ConnectorRule';
import { ends, hold, refused } from '../expectations';
import type { OperationCalls } from '../OperationCalls';
import type { OperationTrial } from '../OperationTrial';
import {
  strangenesses,
  StrangeSystem,
  type Strangeness,
} from '../StrangeSystem';

type Targets = Awaited<ReturnType<OperationCalls['resolve']>>;

const SHORT_MS = 300;
const LONG_MS = 60_000;
const SILENT: readonly Strangeness[] = [
  'nothing listens',
  'it takes requests and never answers',
  'it stops in the middle of its answer',
];

/** Every part that asks the system something, by name. */
function parts(
  calls: OperationCalls,
  targets: Targets,
): [part: string, call: () => Promise<unknown>][] {
  const { operation } = calls;
  return [
    ['resolve', () => calls.resolve()],
    ['checkAccess', () => calls.checkAccess(targets)],
    ...(['preview', 'capture', 'apply', 'verify'] as const)
      .filter(part => operation[part] !== undefined)
      .map((part): [string, () => Promise<unknown>] => [
        part,
        () =>
          part === 'apply' && !reads(operation)
            ? calls.apply(targets, { key: 'one' })
            : calls[part](targets),
      ]),
  ];
}

async function withStrange(
  strangeness: Strangeness,
  trial: OperationTrial,
  call: (system: StrangeSystem) => Promise<void>,
): Promise<void> {
  const system = await StrangeSystem.start(strangeness, trial);
  try {
    await call(system);
  } catch (error) {
    throw new Error(`${strangeness}: ${(error as Error).message}`);
  } finally {
    await system.close();
  }
}

function inPart(part: string) {
  return (error: Error) => {
    throw new Error(`${part}: ${error.message}`);
  };
}

async function holdStrange(
  strangeness: Strangeness,
  trial: OperationTrial,
  targets: Targets,
): Promise<void> {
  await withStrange(strangeness, trial, async ({ url }) => {
    const connector = await trial.connect({ url, timeoutMs: SHORT_MS });
    const kinds = SILENT.includes(strangeness)
      ? (['unavailable', 'timeout'] as const)
      : [];
    await Promise.all(
      parts(trial.calls({ connector }), targets).map(async ([part, call]) => {
        if (part === 'checkAccess' && kinds.length === 0) {
          // A clear no is as good.
          const reviews = await ends(call().catch(() => []));
          hold(
            (reviews as { allowed: boolean }[]).every(r => !r.allowed),
            'checkAccess: it takes the answer for a yes',
          );
          return;
        }
        await refused(call(), ...kinds).catch(inPart(part));
      }),
    );
  });
}

/** What holds where a system is ill, or nobody waits for it any more. */
export const failureRules: readonly ConnectorRule[] = [
  {
    rule: 'says in time what is wrong with a system that is dead, hangs or talks nonsense',
    async holds(trial) {
      const targets = await trial.calls().resolve();
      await Promise.all(
        strangenesses.map(one => holdStrange(one, trial, targets)),
      );
    },
  },
  {
    rule: 'ends when nobody waits any more, and changes nothing',
    async holds(trial) {
      const targets = await trial.calls().resolve();
      const signal = AbortSignal.abort();
      await trial.unchanged(async () => {
        for (const [part, call] of parts(trial.calls({ signal }), targets)) {
          await refused(call()).catch(inPart(part));
        }
      });
      const names = parts(trial.calls(), targets).map(([part]) => part);
      for (const name of names) {
        await withStrange(SILENT[1], trial, async ({ url, asked }) => {
          const connector = await trial.connect({ url, timeoutMs: LONG_MS });
          const waiting = new AbortController();
          const calls = trial.calls({ connector, signal: waiting.signal });
          const [, call] = parts(calls, targets).find(([p]) => p === name)!;
          const answer = refused(call()).catch(inPart(name));
          await Promise.race([asked, answer]);
          waiting.abort();
          await answer;
        });
      }
    },
  },
];
