import { EvidenceError } from '../EvidenceError';

/**
 * The rows of a CSV file as {@link toCsvLine} writes it, cells still with their
 * apostrophes. Anything else is an error: a file that two programs could read
 * differently is no evidence.
 *
 * @internal
 */
export async function* readCsvRows(
  chunks: AsyncIterable<string>,
  options: { path: string; rowLimit: number },
): AsyncGenerator<string[], void, void> {
  const { path, rowLimit } = options;
  let row: string[] = [];
  let cell = '';
  let size = 0;
  let line = 1;
  let state: 'start' | 'plain' | 'quoted' | 'closed' | 'cr' = 'start';
  const wrong = (what: string) =>
    new EvidenceError(`${path}: row ${line} ${what}`);
  for await (const chunk of chunks) {
    for (let i = 0; i < chunk.length; i++) {
      const character = chunk[i];
      size++;
      if (size > rowLimit) {
        throw wrong(`is longer than ${rowLimit} characters`);
      }
      if (state === 'quoted') {
        const stop = chunk.indexOf('"', i);
        if (stop !== i) {
          const end = stop < 0 ? chunk.length : stop;
          cell += chunk.slice(i, end);
          size += end - i - 1;
          i = end - 1;
        } else {
          state = 'closed';
        }
      } else if (state === 'cr') {
        if (character !== '\n') {
          throw wrong('does not end with a carriage return and a newline');
        }
        yield row;
        row = [];
        size = 0;
        line++;
        state = 'start';
      } else if (character === ',') {
        row.push(cell);
        cell = '';
        state = 'start';
      } else if (character === '\r') {
        row.push(cell);
        cell = '';
        state = 'cr';
      } else if (character === '"') {
        if (state === 'plain') {
          throw wrong('has a quote inside a cell that is not quoted');
        }
        if (state === 'closed') {
          cell += '"';
        }
        state = 'quoted';
      } else if (state === 'closed') {
        throw wrong('has text behind a quoted cell');
      } else if (character === '\n') {
        throw wrong('does not end with a carriage return and a newline');
      } else {
        cell += character;
        state = 'plain';
      }
    }
  }
  if (state !== 'start' || row.length > 0) {
    throw wrong('is cut off');
  }
}
