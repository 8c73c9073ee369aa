import type { AuditEntry } from '@understudy/plugin-understudy-common';
import { exportColumns } from './exportColumns';

/** A spreadsheet takes these at the beginning of a cell for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const tame =
    typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** The names of the columns, as the first line of a CSV. */
export function csvHead(): string {
  return `${exportColumns.map(([name]) => cell(name)).join(',')}\r\n`;
}

/** An entry as one line of CSV (RFC 4180), without formulas. */
export function toCsv(item: AuditEntry): string {
  return `${exportColumns.map(([, read]) => cell(read(item))).join(',')}\r\n`;
}
