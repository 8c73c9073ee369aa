import { parseCanonicalJson } from '@understudy/ledger';
import { EvidenceError } from '../EvidenceError';
import { evidenceFormat } from '../format/evidenceFormat';
import type { EvidenceManifest } from '../format/EvidenceManifest';

type Check = (value: unknown) => boolean;

const text: Check = value => typeof value === 'string';
const count: Check = value => Number.isSafeInteger(value) && Number(value) >= 0;
const flag: Check = value => typeof value === 'boolean';
const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);
const list =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check);
const shape =
  (members: Record<string, Check>): Check =>
  value =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every(key => Object.hasOwn(members, key)) &&
    Object.entries(members).every(([key, check]) =>
      check(
        Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      ),
    );
const time: Check = value =>
  text(value) && !Number.isNaN(Date.parse(`${value}`));

const members: Record<string, Check> = {
  tool: text,
  createdAt: time,
  createdBy: text,
  origin: text,
  keys: list(text),
  checkpoint: shape({ size: count, root: text }),
  scope: shape({
    period: shape({ from: optional(time), to: optional(time) }),
    filter: optional(value => typeof value === 'object' && value !== null),
  }),
  complete: flag,
  range: shape({ from: count, to: count }),
  entries: count,
  supporting: count,
  anchors: list(shape({ sink: text, size: count, anchoredAt: time })),
  files: list(shape({ path: text, bytes: count, sha256: text })),
};

/** Reads a manifest; whether to believe it is another question. */
export function parseManifest(bytes: Uint8Array): EvidenceManifest {
  let value: unknown;
  try {
    value = parseCanonicalJson(bytes);
  } catch (error) {
    throw new EvidenceError(
      `manifest.json cannot be read: ${(error as Error).message}`,
      { cause: error },
    );
  }
  const { format, ...rest } = (value ?? {}) as Record<string, unknown>;
  if (format !== evidenceFormat) {
    throw new EvidenceError(
      `manifest.json names the format ${JSON.stringify(
        format,
      )}; this program reads ${evidenceFormat}`,
    );
  }
  const wrong = Object.entries(members).find(
    ([key, check]) => !check(rest[key]),
  );
  const unknown = Object.keys(rest).find(key => !Object.hasOwn(members, key));
  if (wrong || unknown !== undefined) {
    throw new EvidenceError(
      `manifest.json is not as the format wants it: see ${
        wrong?.[0] ?? unknown
      }`,
    );
  }
  return value as EvidenceManifest;
}
