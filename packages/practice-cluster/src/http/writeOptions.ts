import { WriteOptions } from '../api/WriteOptions';
import { badRequest, invalid } from '../status/errors';
import { notSupported } from '../validation/FieldError';
import { Exchange } from './Exchange';

/** The name under which a writer stands in managedFields if it gives none. */
function managerOf(userAgent: string | undefined): string {
  const head = (userAgent ?? 'unknown').split('/')[0] || 'unknown';
  return [...head]
    .filter(c => c >= ' ' && c !== '\u007f')
    .join('')
    .slice(0, 128);
}

/** Reads the parameters that all writes share. */
export function writeOptionsOf(exchange: Exchange, kind: string): WriteOptions {
  const { query } = exchange;
  const dryRun = query.getAll('dryRun').filter(v => v !== '');
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
  if (fieldManager.length > 128)
    throw badRequest('fieldManager: Too long: may not be more than 128 bytes');
  return {
    user: exchange.user,
    dryRun: dryRun.length > 0,
    fieldManager:
      fieldManager || managerOf(exchange.request.headers['user-agent']),
    fieldValidation: fieldValidation as WriteOptions['fieldValidation'],
    warnings: exchange.warnings,
  };
}
