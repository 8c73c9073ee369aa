import fc from 'fast-check';
import { prepareEntry } from '../entry/prepareEntry';
import { boundedJson } from './boundedJson';
import { boundedText } from './boundedText';
import { taskFinishedEntry, taskStartedEntry } from './taskEntries';

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 2_000 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
    .map(codes => String.fromCharCode(...codes)),
  fc.constantFrom(
    '\u0000',
    '\u001b[2Jroot',
    '\u202egnp.exe',
    `${'x'.repeat(511)}💾💾`,
    'a'.repeat(100_000),
  ),
);

describe('text of other systems', () => {
  it('becomes one line of bounded length that can be recorded', () => {
    fc.assert(
      fc.property(
        hostileText,
        fc.integer({ min: 2, max: 600 }),
        (text, max) => {
          const bounded = boundedText(text, max);
          fc.pre(bounded !== undefined);
          expect(bounded!.length).toBeLessThanOrEqual(max);
          expect(bounded).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
          // What is no whole character could not be written as UTF-8.
          expect(Buffer.from(bounded!).toString()).toBe(bounded);
        },
      ),
    );
    expect(boundedText('Zażółć 数据库 💾')).toBe('Zażółć 数据库 💾');
    expect(boundedText('')).toBeUndefined();
    expect(boundedText({ toString: () => 'x' })).toBeUndefined();
  });
});

describe('values of other systems', () => {
  it('are bounded, and lose what is called a secret', () => {
    const deep: Record<string, unknown> = {};
    deep.again = deep;
    const bounded = boundedJson({
      name: 'payments',
      apiKey: 'k',
      nested: { dbPassword: 'p', port: 1, bad: NaN, none: undefined },
      many: Array.from({ length: 1_000 }, (_, i) => i),
      deep,
    });
    expect(bounded).toMatchObject({
      name: 'payments',
      apiKey: '(not recorded)',
      nested: { dbPassword: '(not recorded)', port: 1, bad: 'NaN' },
      deep: { again: { again: { again: '(deeper than is recorded)' } } },
    });
    expect(bounded.many).toHaveLength(51);
    expect(boundedJson('text')).toEqual({});
  });
});

describe('a task of the scaffolder', () => {
  it('can be recorded whatever is in it', () => {
    const anything = fc.oneof(fc.anything(), hostileText);
    fc.assert(
      fc.property(
        anything,
        anything,
        anything,
        hostileText,
        fc.constantFrom('completed', 'failed', 'cancelled', 'odd'),
        (parameters, ref, output, message, status) => {
          const task = {
            id: 'b1946ac9-2492-4d23-8b6d-6d5c0b5e7a11',
            spec: {
              parameters,
              user: { ref },
              templateInfo: { entityRef: message },
            },
            status,
            createdAt: message,
            createdBy: message,
          } as any;
          const log = [
            {
              id: 1,
              type: 'completion',
              createdAt: message,
              taskId: task.id,
              body: { message, output, error: { message }, stepId: message },
            },
          ] as any;
          for (const entry of [
            taskStartedEntry(task),
            taskFinishedEntry(task, log),
            taskFinishedEntry(task, []),
          ]) {
            expect(() => prepareEntry({ kind: 'event', entry })).not.toThrow();
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
