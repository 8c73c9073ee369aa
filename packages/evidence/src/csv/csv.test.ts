/** @jest-environment node */
import fc from 'fast-check';
import { cellToValues } from '../verify/cellToValues';
import { entryCells, entryHeader } from './entryColumns';
import { readCsvRows } from './readCsvRows';
import { toCsvLine, toSafeCell } from './toCsvLine';

async function read(chunks: string[]): Promise<string[][]> {
  const rows: string[][] = [];
  async function* source() {
    yield* chunks;
  }
  const options = { path: 'a.csv', rowLimit: 1000 };
  for await (const row of readCsvRows(source(), options)) {
    rows.push(row);
  }
  return rows;
}

describe('CSV', () => {
  it('given any cells, cut anywhere, when written and read, then they are the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(
            fc.oneof(
              fc.string({ maxLength: 20 }),
              fc.string({
                unit: fc.constantFrom('"', ',', '\r', '\n', "'", '=', ' ', 'a'),
                maxLength: 12,
              }),
            ),
            { minLength: 2, maxLength: 5 },
          ),
          { maxLength: 5 },
        ),
        fc.nat({ max: 200 }),
        async (rows, cut) => {
          const text = rows.map(toCsvLine).join('');
          expect(await read([text.slice(0, cut), text.slice(cut)])).toEqual(
            rows.map(row => row.map(toSafeCell)),
          );
        },
      ),
    );
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    "'=1",
    '\u200b',
    '＝1',
    '\r=1',
    '\n+1',
  ])(
    'given %j, when written, then no spreadsheet computes it, and it can be had back',
    async text => {
      const [[cell]] = await read([toCsvLine([text, ''])]);
      expect(cell).not.toMatch(/^[\s]*[=+\-@＝]/);
      expect(cellToValues(cell)[0]).toBe(text);
    },
  );

  it('given control characters, when written, then they are shown', () => {
    expect(toCsvLine(['a\u0000b\u001b[2J', '\u007f'])).toBe('a␀b␛[2J,␡\r\n');
  });

  it.each([
    ['a,b\nc,d\r\n', 'does not end with'],
    ['a,b\r\nc,"d', 'cut off'],
    ['a"b,c\r\n', 'quote inside'],
    ['"a"b,c\r\n', 'behind a quoted cell'],
    ['a,b\rc\r\n', 'does not end with'],
    [`${'x'.repeat(1001)},b\r\n`, 'longer than'],
    [`"${'x'.repeat(1001)}",b\r\n`, 'longer than'],
  ])('given %j, when read, then it is refused', async (text, why) => {
    await expect(read([text])).rejects.toThrow(why);
  });

  it('given an entry, when laid out, then nothing of it is left out, and objects are JSON', () => {
    const entry = {
      schemaVersion: 1,
      id: 'a',
      actor: { type: 'user', id: 'user:default/dana', new: 1 },
      scope: { count: 2 },
      approvals: [{ by: 'user:default/sam' }],
      fromTheFuture: [true],
    };
    const cells = entryCells({
      index: 3,
      entry,
      redacted: ['/reason'],
      withheld: [],
      support: undefined,
      leafHash: 'ff',
    });
    const row = Object.fromEntries(
      entryHeader.map((name, i) => [name, cells[i]]),
    );
    expect(row).toMatchObject({
      index: '3',
      actor: 'user:default/dana',
      scope: '{"count":2}',
      approvals: '[{"by":"user:default/sam"}]',
      'other fields': '{"actor":{"new":1},"fromTheFuture":[true]}',
      redacted: '/reason',
    });
    expect(cells).toHaveLength(entryHeader.length);
    expect(cells.join()).not.toContain('[object');
  });
});
