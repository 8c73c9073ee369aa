import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvidenceInput, EvidenceRequest } from '../write/EvidenceRequest';
import { writeEvidence } from '../write/writeEvidence';
import { timeOf, type TestEntry, type TestLog } from './TestLog';

/** Writes a package over the entries from one index up to another. */
export async function writePeriod(
  log: TestLog,
  options: {
    output: string;
    from: number;
    to: number;
    /** A selection instead of all. */
    select?: (entry: TestEntry) => boolean;
    more?: Partial<EvidenceRequest>;
  },
) {
  const { output, from, to, select, more } = options;
  const size = log.checkpoints[log.checkpoints.length - 1].size;
  const redactions = new Set(
    log.entries
      .filter(({ index }) => index >= from && index < to)
      .flatMap(({ redacted }) => redacted.map(({ by }) => by)),
  );
  const pick = (entry: TestEntry): Partial<EvidenceInput> | undefined => {
    const { index, id } = entry;
    if (index >= size) {
      return undefined;
    }
    if (index >= from && index < to && (select?.(entry) ?? true)) {
      return {};
    }
    if (redactions.has(id)) {
      return { support: 'redaction' };
    }
    if (!select && (index === from - 1 || index === to)) {
      return { support: index < from ? 'before' : 'after' };
    }
    return undefined;
  };
  const folder = mkdtempSync(join(tmpdir(), 'understudy-evidence-'));
  try {
    return await writeEvidence({
      tool: 'test 1.0',
      createdAt: '2026-11-25T12:00:00.000Z',
      createdBy: 'user:default/colin',
      origin: log.origin,
      keys: [log.key],
      scope: {
        period: { from: timeOf(from), to: timeOf(to) },
        ...(select && { filter: { operationType: ['deployment'] } }),
      },
      complete: !select,
      range: { from, to },
      anchors: [{ sink: 'git', size: 2, anchoredAt: timeOf(3) }],
      folder,
      output,
      signers: log.signers,
      checkpoints: log.checkpoints,
      hashes: log.reader(size),
      input: log.input(pick),
      ...more,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
