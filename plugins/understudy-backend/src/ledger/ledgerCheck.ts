import type {
  CheckpointSink,
  HealthCheck,
  HealthObservation,
} from '@understudy/plugin-understudy-node';
import type { DefaultLedgerService } from './DefaultLedgerService';
import { LedgerKeyError } from './keys/LedgerKeyError';
import type { LedgerKeys } from './keys/LedgerKeys';

const BEHIND_MS = 10 * 60_000;

/** Whether what happens can be recorded, and whether the record is whole. */
export function ledgerCheck(options: {
  ledger: DefaultLedgerService;
  keys: LedgerKeys | Error;
  sinks: readonly CheckpointSink[];
  production: boolean;
}): HealthCheck {
  const { ledger, keys, sinks, production } = options;
  return {
    id: 'ledger',
    title: 'Ledger',
    stops: 'writes',
    async check() {
      if (keys instanceof Error) {
        return {
          status: 'failed',
          sentence: `${keys.message} Nothing can be recorded, so nothing is written.`,
          action:
            keys instanceof LedgerKeyError
              ? keys.action
              : 'Look into the log of the backend.',
          link: '/docs/default/component/understudy/policy-security/',
        };
      }
      const alarms = await ledger.alarms();
      const stops = alarms.filter(alarm => alarm.stops);
      if (alarms.length > 0) {
        const [{ sentence }] = stops.length > 0 ? stops : alarms;
        return {
          status: stops.length > 0 ? 'failed' : 'attention',
          sentence:
            alarms.length > 1
              ? `${sentence} ${alarms.length - 1} more alarms are open.`
              : sentence,
          action:
            'Look at what happened, then resolve the alarm on the Audit page with what you found.',
          link: '/understudy/audit',
        };
      }
      return describe({
        size: await ledger.size(),
        anchors: await ledger.anchors(),
        problems: ledger.sinkProblems,
        sinks,
        signedAt: (await ledger.checkpoint())?.signedAt,
        production,
      });
    },
  };
}

function describe(facts: {
  size: number;
  anchors: Array<{ sink: string; size: number; anchoredAt: Date }>;
  problems: ReadonlyMap<string, string>;
  sinks: readonly CheckpointSink[];
  signedAt: Date | undefined;
  production: boolean;
}): HealthObservation {
  const { size, anchors, problems, sinks, signedAt, production } = facts;
  const entries = size === 1 ? '1 entry' : `${size} entries`;
  if (sinks.length === 0) {
    return {
      status: production ? 'attention' : 'ok',
      sentence: `${entries}. No place outside the database keeps checkpoints, so whoever owns the database and the key could write another history.`,
      ...(production && {
        action: 'Name such a place under understudy.ledger.sinks.',
      }),
    };
  }
  const behind = sinks.find(({ id }) => {
    const anchor = anchors.find(({ sink }) => sink === id);
    const covers = anchor?.size ?? 0;
    return (
      problems.has(id) ||
      (covers < size &&
        signedAt !== undefined &&
        Date.now() - (anchor?.anchoredAt ?? signedAt).getTime() > BEHIND_MS)
    );
  });
  if (behind) {
    const why = problems.get(behind.id);
    return {
      status: 'attention',
      sentence: `${entries}. ${behind.title} does not take checkpoints${
        why ? `: ${why}` : ''
      }. Nothing is written in production until it does.`,
      action: `See that ${behind.title} can be reached and written.`,
    };
  }
  const anchored = Math.min(
    ...sinks.map(
      ({ id }) => anchors.find(({ sink }) => sink === id)?.size ?? 0,
    ),
  );
  return {
    status: 'ok',
    sentence: `${entries}, the first ${anchored} anchored outside the database.`,
  };
}
