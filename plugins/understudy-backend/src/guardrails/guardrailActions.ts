/** The actions under which the ledger knows what happens to guardrails. */
export const guardrailActions = {
  draft: 'guardrails:draft',
  vote: 'guardrails:vote',
  activate: 'guardrails:activate',
} as const;
