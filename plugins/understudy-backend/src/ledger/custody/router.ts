import type {
  LedgerAlarms,
  LedgerVerifications,
} from '@understudy/plugin-understudy-common';
import type { ApiRouter } from '../../http/ApiRouter';
import type { Alarm } from '../AlarmStore';
import type { CustodyService } from './types';
import type { Verification } from './VerificationStore';

/** The routes for who keeps the record. */
export function addCustodyRoutes(options: {
  api: ApiRouter;
  custody: CustodyService;
}): void {
  const { api, custody } = options;
  api.handle(
    'listLedgerAlarms',
    { allow: ['user'], eventId: 'ledger-alarms-fetch' },
    async ({ credentials }) => alarms(await custody.alarms({ credentials })),
  );
  api.handle(
    'resolveLedgerAlarm',
    {
      allow: ['user'],
      eventId: 'ledger-alarm-resolve',
      severityLevel: 'high',
    },
    async ({ path, body, credentials }) =>
      alarms(
        await custody.resolveAlarm(
          { id: path.id, reason: body.reason },
          { credentials },
        ),
      ),
  );
  api.handle(
    'listLedgerVerifications',
    { allow: ['user'], eventId: 'ledger-verifications-fetch' },
    async ({ credentials }) =>
      verifications(await custody.verifications({ credentials })),
  );
  api.handle(
    'startLedgerVerification',
    {
      allow: ['user'],
      eventId: 'ledger-verification-start',
      severityLevel: 'medium',
    },
    async ({ credentials }) =>
      verifications(await custody.verify({ credentials })),
  );
  api.handle(
    'redactAuditEntry',
    { allow: ['user'], eventId: 'audit-entry-redact', severityLevel: 'high' },
    async ({ path, body, credentials }) =>
      custody.redact({ id: path.id, ...body }, { credentials }),
  );
}

function alarms(list: readonly Alarm[]): LedgerAlarms {
  return {
    items: list.map(alarm => ({
      ...alarm,
      raisedAt: alarm.raisedAt.toISOString(),
    })),
  };
}

function verifications(list: readonly Verification[]): LedgerVerifications {
  return {
    items: list.map(({ startedAt, finishedAt, report, problem, ...rest }) => ({
      ...rest,
      startedAt: startedAt.toISOString(),
      ...(finishedAt && { finishedAt: finishedAt.toISOString() }),
      ...(report && { report }),
      ...(problem !== undefined && { problem }),
    })),
  };
}
