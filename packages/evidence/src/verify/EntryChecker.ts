import {
  encodeHex,
  hashLeaf,
  openFields,
  type JsonObject,
  type SealedField,
} from '@understudy/ledger';
import { approvalCells } from '../csv/approvalColumns';
import { entryHeader, fieldColumns } from '../csv/entryColumns';
import { toSafeCell } from '../csv/toCsvLine';
import { entryDomain } from '../format/entryDomain';
import type { EvidenceEntry } from '../format/EvidenceEntry';
import { evidencePaths } from '../format/evidencePaths';
import { cellToValues } from './cellToValues';
import type { CsvTrack } from './CsvTrack';
import {
  cellsOf,
  fieldsOf,
  fits,
  idOf,
  nameOf,
  openKnown,
  parseBody,
  twice,
} from './entryParts';
import type { Findings } from './Findings';
import type { MismatchLog } from './MismatchLog';
import { quote } from './quote';
import { recoverRecorded } from './recoverRecorded';
import type { RedactionTrack } from './RedactionTrack';

/** What is wanted of an entry whose text was recorded so. */
export type SeeEntry = (line: EvidenceEntry, entry: JsonObject) => void;

/** Holds one entry after the other against the log and against the CSV files. */
export class EntryChecker {
  readonly #findings: Findings;
  readonly #mismatches: MismatchLog;
  readonly #redactions: RedactionTrack;
  readonly #entries: CsvTrack;
  readonly #approvals: CsvTrack;
  readonly #see: SeeEntry;
  /** How many sealed values the package leaves out. */
  withheld = 0;

  constructor(options: {
    findings: Findings;
    mismatches: MismatchLog;
    redactions: RedactionTrack;
    entries: CsvTrack;
    approvals: CsvTrack;
    see: SeeEntry;
  }) {
    this.#findings = options.findings;
    this.#mismatches = options.mismatches;
    this.#redactions = options.redactions;
    this.#entries = options.entries;
    this.#approvals = options.approvals;
    this.#see = options.see;
  }

  /** Gives the hash of the entry. */
  async check(line: EvidenceEntry, recorded: Uint8Array): Promise<Uint8Array> {
    const { index } = line;
    const found = hashLeaf(Buffer.from(line.body));
    const [row] = (await this.#entries.rowsOf(index)) ?? [];
    const approvals = await this.#approvals.rowsOf(index);
    const entry = parseBody(line.body);
    const name = nameOf(index, entry);
    if (!Buffer.from(found).equals(recorded)) {
      this.#mismatch({ line, entry, row, recorded, found, name });
      return found;
    }
    if (!entry) {
      this.#findings.problem({
        index,
        message: `${name} was recorded so, but is not an entry that this program can read`,
      });
      return found;
    }
    const opened = this.#openAll({ line, entry, row, name });
    this.#checkAbsent(line, entry, opened, name);
    this.#see(line, opened.entry);
    this.#redactions.see(index, opened.entry);
    const expected = cellsOf(line, opened.entry, found);
    this.#compareRow({ row, expected, line, entry, name });
    const rows = approvalCells(index, opened.entry);
    this.#compareApprovals(approvals, rows, line, name);
    return found;
  }

  /** Passes the rows of an entry that is not there. */
  async skip(index: number): Promise<void> {
    await this.#entries.rowsOf(index);
    await this.#approvals.rowsOf(index);
  }

  #mismatch(options: {
    line: EvidenceEntry;
    entry: JsonObject | undefined;
    row: string[] | undefined;
    recorded: Uint8Array;
    found: Uint8Array;
    name: string;
  }): void {
    const { line, entry, row, recorded, found, name } = options;
    const said =
      entry && row
        ? recoverRecorded({
            body: entry,
            cells: cellsOf(line, openKnown(line, entry), found),
            row,
            leafHash: recorded,
          })
        : undefined;
    this.#mismatches.add({
      index: line.index,
      found: encodeHex(found),
      recorded: encodeHex(recorded),
      problem: {
        file: evidencePaths.entries,
        index: line.index,
        entryId: idOf(entry),
        message: `${name} is not what was recorded: ${
          said?.join('; ') ??
          'the hash of its text is not the one in the signed log'
        }`,
      },
    });
  }

  #openAll(options: {
    line: EvidenceEntry;
    entry: JsonObject;
    row: string[] | undefined;
    name: string;
  }): { entry: JsonObject; redacted: string[]; failed: string[] } {
    const { line, entry, row, name } = options;
    const fields = fieldsOf(line);
    try {
      return {
        ...openFields(entry, { domain: entryDomain, fields }),
        failed: [],
      };
    } catch {
      const failed = fields.filter(
        field => !fits(entry, field) || twice(fields, field),
      );
      for (const field of failed) {
        const column = fieldColumns.findIndex(
          ([, pointer]) => pointer === field.pointer,
        );
        const before =
          row && column >= 0
            ? cellToValues(row[column + 1]).find(value =>
                fits(entry, { ...field, value: value as SealedField['value'] }),
              )
            : undefined;
        this.#findings.problem({
          file: evidencePaths.entries,
          index: line.index,
          entryId: idOf(entry),
          message:
            before === undefined
              ? `${name}: the value of ${quote(
                  field.pointer,
                )} is not the one that was recorded`
              : `${name}: the entry says ${field.pointer} ${quote(
                  field.value,
                )}, but was recorded as ${quote(before)}`,
        });
      }
      const opened = openFields(entry, {
        domain: entryDomain,
        fields: fields.filter(field => !failed.includes(field)),
      });
      return { ...opened, failed: failed.map(({ pointer }) => pointer) };
    }
  }

  #checkAbsent(
    line: EvidenceEntry,
    entry: JsonObject,
    opened: { redacted: string[]; failed: string[] },
    name: string,
  ): void {
    const { index } = line;
    const entryId = String(entry.id);
    const redacted = line.redacted ?? [];
    const withheld = line.withheld ?? [];
    const said = [...redacted.map(({ pointer }) => pointer), ...withheld];
    const absent = new Set(opened.redacted);
    opened.failed.forEach(pointer => absent.delete(pointer));
    for (const pointer of said) {
      if (!absent.delete(pointer)) {
        this.#findings.problem({
          file: evidencePaths.entries,
          index,
          entryId,
          message: `${name}: ${quote(
            pointer,
          )} is said to be left out, but nothing of that name is`,
        });
      }
    }
    for (const pointer of absent) {
      this.#findings.problem({
        file: evidencePaths.entries,
        index,
        entryId,
        message: `${name}: the value of ${pointer} was taken out, and nothing records that it was redacted`,
      });
    }
    redacted.forEach(({ pointer, by }) =>
      this.#redactions.claim(by, { index, entryId, pointer }),
    );
    this.withheld += withheld.length;
  }

  #compareRow(options: {
    row: string[] | undefined;
    expected: string[];
    line: EvidenceEntry;
    entry: JsonObject;
    name: string;
  }): void {
    const { row, expected, line, entry, name } = options;
    if (!row) {
      this.#csvProblem(
        line,
        entry,
        `${evidencePaths.entriesCsv} lacks ${name}`,
      );
      return;
    }
    expected.forEach((cell, i) => {
      if (row[i] !== cell) {
        this.#csvProblem(
          line,
          entry,
          `${name}: ${evidencePaths.entriesCsv} says ${entryHeader[i]} ${quote(
            row[i],
          )}, but it was recorded as ${quote(cell)}`,
        );
      }
    });
    if (row.length > expected.length) {
      this.#csvProblem(
        line,
        entry,
        `${name}: its row in ${evidencePaths.entriesCsv} has too many cells`,
      );
    }
  }

  #csvProblem(line: EvidenceEntry, entry: JsonObject, message: string): void {
    this.#findings.problem({
      file: evidencePaths.entriesCsv,
      index: line.index,
      entryId: idOf(entry),
      message,
    });
  }

  #compareApprovals(
    found: string[][] | undefined,
    expected: string[][],
    line: EvidenceEntry,
    name: string,
  ): void {
    const text = (rows: string[][]) => JSON.stringify(rows);
    if (
      found &&
      text(found) !== text(expected.map(row => row.map(toSafeCell)))
    ) {
      this.#findings.problem({
        file: evidencePaths.approvalsCsv,
        index: line.index,
        message: `${name}: ${evidencePaths.approvalsCsv} does not say what the entry says about approvals`,
      });
    }
  }
}
