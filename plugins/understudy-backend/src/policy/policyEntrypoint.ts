/** The document that is asked for a decision. */
export const policyEntrypoint = 'policy/assistant/v1';
