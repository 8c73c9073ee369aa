import { isRecord } from '../GuardrailForm/isRecord';

/** What a text says, as far as a form can show it. */
export function recordOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
