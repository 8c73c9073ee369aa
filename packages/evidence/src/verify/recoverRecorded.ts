import { canonicalJson, hashLeaf, type JsonObject } from '@understudy/ledger';
import { entryHeader, fieldColumns } from '../csv/entryColumns';
import { cellToValues } from './cellToValues';
import { quote } from './quote';

/** How many columns may differ; every combination of their readings is tried. */
const MOST = 4;

/**
 * Finds out what an entry said before its text was changed: the CSV file may
 * still have the old words, and the hash in the log proves whether they are.
 * Gives sentences, or undefined where it cannot be known.
 */
export function recoverRecorded(options: {
  /** The text as it stands in the package. */
  body: JsonObject;
  /** Its cells. */
  cells: readonly string[];
  /** The row of the CSV file. */
  row: readonly string[];
  /** The hash that was recorded. */
  leafHash: Uint8Array;
}): string[] | undefined {
  const { body, cells, row, leafHash } = options;
  const differing = fieldColumns.flatMap(([name, pointer], i) =>
    row[i + 1] !== cells[i + 1] ? [{ name, pointer, cell: row[i + 1] }] : [],
  );
  if (
    differing.length === 0 ||
    differing.length > MOST ||
    row.length !== entryHeader.length
  ) {
    return undefined;
  }
  const recorded = differing.reduce<JsonObject[]>(
    (candidates, { pointer, cell }) =>
      candidates.flatMap(candidate => [
        ...(cell === '' ? [withValue(candidate, pointer, undefined)] : []),
        ...cellToValues(cell).map(value =>
          withValue(candidate, pointer, value),
        ),
      ]),
    [body],
  );
  const found = recorded.find(candidate =>
    Buffer.from(leafHash).equals(
      hashLeaf(Buffer.from(canonicalJson(candidate))),
    ),
  );
  return (
    found &&
    differing.map(
      ({ name, pointer }) =>
        `the entry says ${name} ${quote(
          valueAt(body, pointer),
        )}, but was recorded as ${quote(valueAt(found, pointer))}`,
    )
  );
}

function valueAt(entry: JsonObject, pointer: string): unknown {
  return pointer
    .slice(1)
    .split('/')
    .reduce<any>((value, key) => value?.[key], entry);
}

function withValue(
  entry: JsonObject,
  pointer: string,
  value: unknown,
): JsonObject {
  const copy = JSON.parse(JSON.stringify(entry));
  const path = pointer.slice(1).split('/');
  const name = path.pop()!;
  const parent = path.reduce((object, key) => (object[key] ??= {}), copy);
  if (value === undefined) {
    delete parent[name];
  } else {
    parent[name] = value;
  }
  return copy;
}
