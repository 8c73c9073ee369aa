import { canonicalJson } from '@understudy/ledger';
import type { GuardrailData } from '@understudy/plugin-understudy-common';
import { createHash } from 'node:crypto';

/** The text under which guardrails are kept, and its digest. */
export function guardrailDigest(data: GuardrailData): {
  text: string;
  digest: string;
} {
  const text = canonicalJson(JSON.parse(JSON.stringify(data)));
  return { text, digest: digestOfText(text) };
}

/** `sha256:<hex>` of a text. */
export function digestOfText(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
