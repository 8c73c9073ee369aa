import type { JsonObject } from '@understudy/ledger';
import type { EvidenceEntry } from '../format/EvidenceEntry';
import type { EvidenceManifest } from '../format/EvidenceManifest';
import type { Findings } from './Findings';

const BACKWARDS_MS = 60_000;

/** Whether what was asked for is all there, and where the period begins and ends. */
export class RangeTrack {
  readonly #manifest: EvidenceManifest;
  readonly #findings: Findings;
  #leaves = 0;
  #before: string | undefined;
  #after: string | undefined;
  #last = -Infinity;
  #backwards: { count: number; index: number; by: number } | undefined;
  #outside = 0;

  constructor(options: { manifest: EvidenceManifest; findings: Findings }) {
    this.#manifest = options.manifest;
    this.#findings = options.findings;
  }

  /** A leaf that stands in the tree and has an entry. */
  leaf(index: number): void {
    if (this.#inside(index)) {
      this.#leaves++;
    }
  }

  /** An entry whose text was recorded so. */
  see(line: EvidenceEntry, entry: JsonObject): void {
    const { index, support } = line;
    const at = String(entry.occurredAt);
    if (support) {
      this.#findings.supporting++;
    } else {
      this.#findings.entries++;
    }
    const { from, to } = this.#manifest.range;
    if (
      this.#manifest.complete &&
      this.#inside(index) === (support !== undefined)
    ) {
      this.#findings.problem({
        index,
        message: `Entry ${index} is ${
          support
            ? 'marked as one that only supports others'
            : 'not marked as supporting'
        }, but the range of the package is ${from} up to ${to}`,
      });
    }
    if (index === from - 1) {
      this.#before = at;
    }
    if (index === to) {
      this.#after = at;
    }
    if (!support) {
      this.#time(index, Date.parse(at));
    }
  }

  end(): void {
    const { complete, range, entries, supporting } = this.#manifest;
    const found = this.#findings;
    if (found.problemCount > 0) {
      return;
    }
    if (found.entries !== entries || found.supporting !== supporting) {
      found.problem({
        file: 'manifest.json',
        message: `The manifest says ${entries} entries and ${supporting} supporting ones; the package has ${found.entries} and ${found.supporting}`,
      });
    }
    if (!complete) {
      found.limit(
        'selection',
        'The package is a selection. Each entry in it stands in the log, but it is not proved that none was left out that fits the selection. Ask for the whole period where that matters',
      );
    } else if (this.#leaves !== range.to - range.from) {
      found.problem({
        message: `The manifest says that every entry from ${range.from} up to ${
          range.to
        } is there; ${range.to - range.from - this.#leaves} of them are not`,
      });
    } else {
      this.#ends();
    }
    this.#times();
  }

  #ends(): void {
    const { range, scope, checkpoint } = this.#manifest;
    const { from, to } = scope.period;
    const found = this.#findings;
    if (range.from > 0 && from !== undefined) {
      if (this.#before === undefined) {
        found.limit(
          'begin',
          `The package does not show the entry before ${range.from}, so that it is not proved where the period begins`,
        );
      } else if (Date.parse(this.#before) >= Date.parse(from)) {
        found.problem({
          index: range.from - 1,
          message: `The period begins ${from}, but the entry just before the range, ${
            range.from - 1
          }, is of ${this.#before}: the range begins too late`,
        });
      }
    }
    if (range.to < checkpoint.size && to !== undefined) {
      if (this.#after === undefined) {
        found.limit(
          'end',
          `The package does not show the entry behind ${
            range.to - 1
          }, so that it is not proved where the period ends`,
        );
      } else if (Date.parse(this.#after) < Date.parse(to)) {
        found.problem({
          index: range.to,
          message: `The period ends ${to}, but the entry just behind the range, ${
            range.to
          }, is of ${this.#after}: the range ends too early`,
        });
      }
    }
    if (range.to < checkpoint.size && to === undefined) {
      found.problem({
        message: `The package claims to reach to the end of the log, but leaves out the entries from ${range.to} on`,
      });
    }
    if (range.from > 0 && from === undefined) {
      found.limit(
        'begin',
        `The package begins with entry ${range.from}, not with the first of the log, although no beginning was asked for: what came before may have been pruned`,
      );
    }
  }

  #times(): void {
    const { notProved } = this.#findings;
    if (this.#outside > 0) {
      notProved.push(
        `${
          this.#outside
        } entries in the package carry a time outside of the period: they stand between others that are in it`,
      );
    }
    if (this.#backwards) {
      const { count, index, by } = this.#backwards;
      notProved.push(
        `${count} entries carry a time more than a minute earlier than one before them, by ${Math.round(
          by / 1000,
        )} seconds at most (entry ${index}): a clock was wrong or was set back`,
      );
    }
  }

  #inside(index: number): boolean {
    return (
      index >= this.#manifest.range.from && index < this.#manifest.range.to
    );
  }

  #time(index: number, time: number): void {
    const { from, to } = this.#manifest.scope.period;
    if (
      (from !== undefined && time < Date.parse(from)) ||
      (to !== undefined && time >= Date.parse(to))
    ) {
      this.#outside++;
    }
    const by = this.#last - time;
    if (by > BACKWARDS_MS) {
      const before = this.#backwards;
      this.#backwards = {
        count: (before?.count ?? 0) + 1,
        ...(before && before.by > by
          ? { index: before.index, by: before.by }
          : { index, by }),
      };
    }
    this.#last = Math.max(this.#last, time);
  }
}
