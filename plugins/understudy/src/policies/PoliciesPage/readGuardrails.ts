import {
  diffGuardrails,
  type GuardrailChange,
  type GuardrailData,
  parseGuardrails,
} from '@understudy/plugin-understudy-common';

/** What a text means as guardrail data, or what is wrong with it. */
export type ReadGuardrails =
  | { data: GuardrailData; changes: GuardrailChange[] }
  | { problem: string };

/** Reads guardrail data as the backend will, and compares it with what holds. */
export function readGuardrails(
  text: string,
  active: GuardrailData,
): ReadGuardrails {
  try {
    const data = parseGuardrails(JSON.parse(text));
    return { data, changes: diffGuardrails(active, data) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
