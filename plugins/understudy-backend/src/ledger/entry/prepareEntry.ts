import { InputError } from '@backstage/errors';
import {
  canonicalJson,
  hashLeaf,
  LedgerError,
  sealFields,
  type JsonObject,
} from '@understudy/ledger';
import {
  entryBytesLimit,
  ledgerEntryDomain,
  sealedBytesLimit,
  sealedPointers,
  type LedgerEntry,
  type NewLedgerEntry,
} from '@understudy/plugin-understudy-common';
import Ajv from 'ajv/dist/2020';
import { entrySchema } from './entrySchema';
import { newEntryId } from './newEntryId';
import type { PreparedEntry } from './PreparedEntry';

const validate = new Ajv({ strictRequired: false }).compile(entrySchema);

/** Checks an entry, gives it its id and seals what is sensitive. */
export function prepareEntry(options: {
  kind: LedgerEntry['kind'];
  intentId?: string;
  entry: NewLedgerEntry;
}): PreparedEntry {
  const { kind, intentId } = options;
  const now = Date.now();
  try {
    const entry: LedgerEntry = JSON.parse(
      canonicalJson({
        occurredAt: new Date(now).toISOString(),
        ...withoutUndefined(options.entry),
        schemaVersion: 1,
        id: newEntryId(now),
        kind,
        ...(intentId !== undefined && { intentId }),
      }),
    );
    if (!validate(entry)) {
      const { instancePath, message, params } = validate.errors![0];
      throw new InputError(
        `This cannot be recorded: ${instancePath || 'the entry'} ${message}${
          params.additionalProperty ? ` (${params.additionalProperty})` : ''
        }`,
      );
    }
    if (Number.isNaN(Date.parse(entry.occurredAt))) {
      throw new InputError('This cannot be recorded: occurredAt is no time');
    }
    const sealed = sealFields(entry as unknown as JsonObject, {
      domain: ledgerEntryDomain,
      pointers: sealedPointers,
    });
    const body = canonicalJson(sealed.entry);
    const bytes = Buffer.from(body);
    const values = sealed.fields.reduce(
      (sum, { value }) => sum + Buffer.byteLength(JSON.stringify(value)),
      0,
    );
    if (bytes.length > entryBytesLimit || values > sealedBytesLimit) {
      throw new InputError(
        `This cannot be recorded: it has ${bytes.length} bytes (at most ${entryBytesLimit}) and ${values} bytes in sealed fields (at most ${sealedBytesLimit}). Keep the output elsewhere and give its digest`,
      );
    }
    return { entry, body, fields: sealed.fields, leafHash: hashLeaf(bytes) };
  } catch (error) {
    if (error instanceof LedgerError) {
      throw new InputError(`This cannot be recorded: ${error.message}`);
    }
    throw error;
  }
}

/** An absent value and an undefined one mean the same to a caller. */
function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [
        key,
        member && Object.getPrototypeOf(member) === Object.prototype
          ? withoutUndefined(member)
          : member,
      ]),
  ) as T;
}
