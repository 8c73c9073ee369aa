import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { EntryStory, seldom } from '../__testUtils__/EntryStory';
import { fillLedger } from '../__testUtils__/fillLedger';
import type { AuditFilters } from './AuditFilters';
import type { AuditScope } from './AuditScope';
import { ReadingProjector } from './ReadingProjector';
import { AuditSearch } from './search/AuditSearch';
import { wordsOf } from './wordsOf';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const directory = resolvePackagePath(
  '@understudy/plugin-understudy-backend',
  'migrations',
);
const COUNT = 1_500;
const STARTS = Date.parse('2026-01-05T08:00:00Z');
const STEP_MS = 20_000;

function tell(count: number, seed: number): LedgerEntry[] {
  const story = new EntryStory({
    seed,
    startAt: STARTS,
    stepMs: STEP_MS,
    entries: count,
  });
  return Array.from({ length: count }, () => story.next());
}

/** The slow and certain way to say whether an entry fits. */
function fits(entry: LedgerEntry, filters: AuditFilters, scope: AuditScope) {
  const has = (list: readonly string[] | undefined, value?: string) =>
    list === undefined || (value !== undefined && list.includes(value));
  const words = wordsOf(
    [
      entry.action,
      ...(entry.scope?.resources ?? []),
      entry.commandText ?? '',
      entry.reason ?? '',
    ].join('\n'),
  );
  const wanted = wordsOf(filters.text ?? '');
  const last = wanted.length - 1;
  const openEnd = /[\p{L}\p{N}]$/u.test(filters.text ?? '');
  return (
    (scope.kind === 'all' || has(scope.entityRefs, entry.entityRef)) &&
    has(filters.entityRef, entry.entityRef) &&
    has(filters.project, entry.project ?? entry.entityRef) &&
    has(filters.environment, entry.environment) &&
    has(filters.cluster, entry.scope?.cluster) &&
    has(filters.operationType, entry.operationType) &&
    has(filters.action, entry.action) &&
    has(filters.actor, entry.actor.id) &&
    has(filters.outcome, entry.outcome) &&
    has(filters.decision, entry.decision?.decision) &&
    has(filters.source, entry.source) &&
    has(filters.kind, entry.kind) &&
    (filters.ruleId === undefined ||
      filters.ruleId.some(id => entry.decision?.ruleIds.includes(id))) &&
    (filters.correlationId ?? entry.correlationId) === entry.correlationId &&
    (filters.planId ?? entry.planId) === entry.planId &&
    (filters.from === undefined || entry.occurredAt >= filters.from) &&
    (filters.to === undefined || entry.occurredAt < filters.to) &&
    wanted.every((word, at) =>
      at === last && openEnd && word.length >= 3
        ? words.some(known => known.startsWith(word))
        : words.includes(word),
    )
  );
}

describe.each(databases.eachSupportedId())('the read model on %p', id => {
  const entries = tell(COUNT, 7);
  let knex: Knex;
  const projectorOf = (database: Knex) =>
    ReadingProjector.create({
      knex: database,
      logger: mockServices.logger.mock(),
    });
  const contents = async (database: Knex) => {
    const sorted = async (table: string, order: string[]) =>
      JSON.stringify(await database(table).orderBy(order).select());
    return [
      await sorted('ledger_reading_position', ['id']),
      await sorted('ledger_reading_blocks', ['block']),
      await sorted('ledger_reading_notes', ['leaf_index']),
      JSON.stringify(
        await database('ledger_reading_values')
          .orderBy(['field', 'value'])
          .select('field', 'value', 'entries'),
      ),
      JSON.stringify(
        await database('ledger_reading as r')
          .leftJoin('ledger_reading_values as v', 'v.id', 'r.actor')
          .orderBy('leaf_index')
          .select('leaf_index', 'occurred_at', 'v.value', 'correlation'),
      ),
      JSON.stringify(
        await database('ledger_reading_words')
          .select(
            id === 'SQLITE_3'
              ? database.raw('rowid as at, words')
              : database.raw('leaf_index as at, words'),
          )
          .orderBy('at'),
      ),
    ];
  };

  beforeAll(async () => {
    knex = await databases.init(id);
    await knex.migrate.latest({ directory });
    await fillLedger(knex, { entries });
    await projectorOf(knex).catchUp();
  });

  it('finds what a look at every entry finds, page by page, in both orders, for everybody', async () => {
    const some = <T>(read: (entry: LedgerEntry) => T | undefined) =>
      fc.uniqueArray(
        fc
          .nat(COUNT - 1)
          .map(at => read(entries[at]))
          .filter((value): value is T => value !== undefined),
        { minLength: 1, maxLength: 2 },
      );
    const one = <T>(read: (entry: LedgerEntry) => T | undefined) =>
      some(read).map(([first]) => first);
    const filters: fc.Arbitrary<AuditFilters> = fc
      .record(
        {
          entityRef: some(entry => entry.entityRef),
          project: some(entry => entry.project),
          environment: some(entry => entry.environment),
          cluster: some(entry => entry.scope?.cluster),
          operationType: some(entry => entry.operationType),
          action: some(entry => entry.action),
          actor: some(entry => entry.actor.id),
          outcome: some(entry => entry.outcome),
          decision: some(entry => entry.decision?.decision),
          source: some(entry => entry.source),
          kind: some(entry => entry.kind),
          ruleId: some(entry => entry.decision?.ruleIds[1]),
          correlationId: one(entry => entry.correlationId),
          planId: one(entry => entry.planId),
          from: one(entry => entry.occurredAt),
          to: one(entry => entry.occurredAt),
          text: fc.constantFrom(
            'kubectl',
            'roll',
            'ROLLOUT restart',
            'queue grows ',
            'grow ',
            'retired',
            seldom.word,
            'no such words',
          ),
        },
        { requiredKeys: [] },
      )
      // Mostly few at once, since many find nothing.
      .chain(all => fc.subarray(Object.entries(all), { maxLength: 3 }))
      .map(list => Object.fromEntries(list));
    const scopes: fc.Arbitrary<AuditScope> = fc.oneof(
      fc.constant<AuditScope>({ kind: 'all' }),
      some(entry => entry.entityRef).map(
        (entityRefs): AuditScope => ({ kind: 'owned', entityRefs }),
      ),
      fc.constant<AuditScope>({ kind: 'owned', entityRefs: [] }),
    );
    await fc.assert(
      fc.asyncProperty(
        filters,
        scopes,
        fc.boolean(),
        fc.constantFrom(1, 7, 50, 500),
        fc.constantFrom(1, 40, 100_000),
        fc.boolean(),
        async (given, scope, newest, limit, size, hurried) => {
          const search = AuditSearch.create({
            knex,
            now: hurried
              ? (() => {
                  let now = 0;
                  return () => (now += 600);
                })()
              : undefined,
            steps: {
              few: size,
              fewWithWords: size,
              firstWindow: size + 10,
              largestWindow: size * 4 + 10,
              wordsRead: size * 4,
              firstWindowRead: size + 10,
              firstWindowOfWords: size + 10,
              largestWindowOfWords: size * 4 + 10,
            },
          });
          const wanted = entries.flatMap((entry, index) =>
            fits(entry, given, scope) ? [index] : [],
          );
          if (newest) {
            wanted.reverse();
          }
          const found: number[] = [];
          let after: number | undefined;
          for (let pages = 0; ; pages++) {
            const page = await search.search({
              filters: given,
              scope,
              newest,
              after,
              limit: size === 1 ? 500 : limit,
              budgetMs: 1_000,
            });
            found.push(...page.indexes);
            if (!page.more || pages > COUNT) {
              break;
            }
            after = page.stoppedAt ?? found[found.length - 1];
          }
          expect(found).toEqual(wanted);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is the same whoever made it, in however many processes, and when made again', async () => {
    const first = await contents(knex);
    await projectorOf(knex).catchUp();
    expect(await contents(knex)).toEqual(first);
    await projectorOf(knex).rebuild();
    expect(await contents(knex)).toEqual(first);
    const values = await knex('ledger_reading_values').where({ field: 'kind' });
    expect(values.reduce((sum, row) => sum + Number(row.entries), 0)).toBe(
      COUNT,
    );

    const many = await databases.init(id);
    await many.migrate.latest({ directory });
    await fillLedger(many, { entries });
    const counts = await Promise.all(
      Array.from({ length: 4 }, () => projectorOf(many).catchUp()),
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(COUNT);
    const without = (list: string[]) => list.slice(0, 4);
    expect(without(await contents(many))).toEqual(without(first));
  });

  it('begins again after an interruption where it was', async () => {
    const database = await databases.init(id);
    await database.migrate.latest({ directory });
    await fillLedger(database, { entries: entries.slice(0, 700) });
    const stop = new AbortController();
    const projector = projectorOf(database);
    projector.onProgress(() => stop.abort());
    const begun = await projector.catchUp({ signal: stop.signal });
    expect(begun).toBeGreaterThan(0);
    expect(begun + (await projectorOf(database).catchUp())).toBe(700);
    await fillLedger(database, { entries: entries.slice(700, 800) });
    expect(await projectorOf(database).catchUp()).toBe(100);
    expect(await projectorOf(database).catchUp()).toBe(0);
  });

  it('forgets what is redacted, also where the value is still there and when made again', async () => {
    const database = await databases.init(id);
    await database.migrate.latest({ directory });
    const [secret] = tell(1, 3);
    secret.commandText = 'login as chrysalis';
    secret.reason = 'because of butterflies';
    await fillLedger(database, { entries: [secret, ...tell(40, 4)] });
    const projector = projectorOf(database);
    await projector.catchUp();
    const search = AuditSearch.create({ knex: database });
    const find = async (text: string) =>
      (
        await search.search({
          filters: { text },
          scope: { kind: 'all' },
          newest: true,
          limit: 10,
          budgetMs: 1_000,
        })
      ).indexes;
    expect(await find('chrysalis')).toEqual([0]);
    await projector.forget({ entryId: secret.id, pointers: ['/commandText'] });
    await projector.forget({ entryId: secret.id, pointers: ['/commandText'] });
    expect(await find('chrysalis')).toEqual([]);
    expect(await find('butterflies')).toEqual([0]);

    // The redaction itself tells it too, so that a crash between cannot leave words.
    const [redaction] = tell(1, 5);
    await fillLedger(database, {
      entries: [
        {
          ...redaction,
          operationType: 'redaction',
          action: 'ledger:redact',
          contextTags: {
            entryId: secret.id,
            pointers: '/commandText /reason',
          },
        },
      ],
    });
    await projector.rebuild();
    expect(await find('chrysalis')).toEqual([]);
    expect(await find('butterflies')).toEqual([]);
    await projector.forget({ entryId: redaction.id, pointers: ['/reason'] });
    await projector.forget({
      entryId: '0190f5a0-0000-7000-8000-000000000001',
      pointers: ['/reason'],
    });
  });
});
