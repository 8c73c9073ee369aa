import { WriteOptions } from '../api/WriteOptions';
import { invalid } from '../status/errors';
import {
  FieldError,
  invalidValue,
  notSupported,
} from '../validation/FieldError';
import { Exchange } from './Exchange';

/** The name under which a writer stands in managedFields if it gives none. */
function managerOf(userAgent: string | undefined): string {
  const head = (userAgent ?? 'unknown').split('/')[0] || 'unknown';
  return [...head]
    .filter(c => c >= ' ' && c !== '\u007f')
    .join('')
    .slice(0, 128);
}

function problemOfManager(name: string): FieldError | undefined {
  if (Buffer.byteLength(name) > 128)
    return {
      type: 'FieldValueTooLong',
      field: 'fieldManager',
      body: 'Too long: may not be more than 128 bytes',
    };
  const characters = [...name];
  const at = characters.findIndex(
    c => !/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(c),
  );
  if (at < 0) return undefined;
  const code = characters[at].codePointAt(0)!.toString(16).toUpperCase();
  return invalidValue(
    'fieldManager',
    name,
    `invalid character U+${code.padStart(4, '0')} (at position ${at})`,
  );
}

/** Reads the parameters that all writes share. */
export function writeOptionsOf(exchange: Exchange, kind: string): WriteOptions {
  const { query } = exchange;
  const dryRun = query.getAll('dryRun');
  const bad = dryRun.filter(v => v !== 'All');
  if (bad.length > 0)
    throw invalid('meta.k8s.io', kind, '', [
      notSupported('dryRun', dryRun, ['All']),
    ]);
  const fieldValidation = query.get('fieldValidation') || 'Warn';
  if (!['Ignore', 'Warn', 'Strict'].includes(fieldValidation)) {
    throw invalid('meta.k8s.io', kind, '', [
      notSupported('fieldValidation', fieldValidation, [
        '',
        'Ignore',
        'Strict',
        'Warn',
      ]),
    ]);
  }
  const fieldManager = query.get('fieldManager') ?? '';
  const problem = problemOfManager(fieldManager);
  if (problem) throw invalid('meta.k8s.io', kind, '', [problem]);
  return {
    user: exchange.user,
    dryRun: dryRun.length > 0,
    fieldManager:
      fieldManager || managerOf(exchange.request.headers['user-agent']),
    fieldValidation: fieldValidation as WriteOptions['fieldValidation'],
    warnings: exchange.warnings,
  };
}
