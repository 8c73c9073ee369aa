import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { entryAt } from '../__testUtils__/entryAt';
import { toAuditorEvent } from './toAuditorEvent';

const at = Date.parse('2026-11-25T12:00:00Z');
const severityOf = (entry: Partial<LedgerEntry>) =>
  toAuditorEvent(entryAt(at, entry)).event.severityLevel;

describe('toAuditorEvent', () => {
  it('tells who did what where and how it ended, and nothing that is sealed', () => {
    const { event, problem } = toAuditorEvent(
      entryAt(at, {
        actor: {
          type: 'user',
          id: 'user:default/sam',
          display: 'canary Okafor',
        },
        commandText: 'canary --force',
        reason: 'canary',
        parameters: { canary: 1 },
        errorContext: { canary: 1 },
        recoveryActions: ['canary'],
        contextTags: { free: 'canary' },
        operationType: 'configuration_change',
        environment: 'production',
        scope: { cluster: 'production', namespace: 'checkout' },
        riskTier: 'high',
        outcome: 'failure',
      }),
    );
    expect(event).toMatchObject({
      eventId: 'ledger-configuration-change',
      severityLevel: 'critical',
      meta: {
        actor: 'user:default/sam',
        action: 'kubernetes:scale',
        environment: 'production',
        cluster: 'production',
        outcome: 'failure',
      },
    });
    expect(JSON.stringify(event)).not.toContain('canary');
    expect(JSON.stringify(event)).not.toContain('null');
    expect(problem?.message).toBe('kubernetes:scale ended as failure');
  });

  it('is as severe as what is at stake, and more so when it broke', () => {
    expect(severityOf({ riskTier: 'read' })).toBe('low');
    expect(severityOf({ riskTier: 'read', outcome: 'partial' })).toBe('medium');
    expect(severityOf({ riskTier: 'medium' })).toBe('medium');
    expect(severityOf({ riskTier: 'medium', outcome: 'unverified' })).toBe(
      'high',
    );
    expect(severityOf({ riskTier: 'high', outcome: 'failure' })).toBe(
      'critical',
    );
    expect(severityOf({ operationType: 'key_rotation' })).toBe('high');
    expect(severityOf({ operationType: 'sign_in' })).toBe('low');
    expect(severityOf({ operationType: 'sign_in', outcome: 'denied' })).toBe(
      'medium',
    );
  });

  it('counts what went well, or was taken back, as no problem', () => {
    for (const outcome of ['success', 'rolled_back'] as const) {
      expect(toAuditorEvent(entryAt(at, { outcome })).problem).toBeUndefined();
    }
    expect(
      toAuditorEvent(entryAt(at, { kind: 'intent' })).problem,
    ).toBeUndefined();
    for (const outcome of ['denied', 'cancelled', 'partial'] as const) {
      expect(toAuditorEvent(entryAt(at, { outcome })).problem).toBeDefined();
    }
  });
});
