import type { NewLedgerEntry } from '@understudy/plugin-understudy-common';

/** The name of the log in tests. */
export const origin = 'understudy.example.test/ledger';

/** An entry as somebody would write it. */
export function someEntry(
  entry: Partial<NewLedgerEntry> = {},
): NewLedgerEntry & { reason: string } {
  return {
    actor: { type: 'user', id: 'user:default/sam', display: 'Sam Okafor' },
    source: 'ui',
    operationType: 'deployment',
    action: 'kubernetes:scale',
    environment: 'production',
    entityRef: 'component:default/payments',
    scope: { cluster: 'production', resources: ['Deployment/payments'] },
    parameters: { replicas: 4 },
    commandText: 'kubectl scale deployment payments --replicas 4',
    reason: 'The queue grows',
    ...entry,
  };
}
