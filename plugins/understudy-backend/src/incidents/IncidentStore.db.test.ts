import { mockServices } from '@backstage/backend-test-utils';
import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { HealthStore } from '../health/HealthStore';
import { newEntryId } from '../ledger/entry/newEntryId';
import { DefaultIncidentService } from './DefaultIncidentService';
import { IncidentStore } from './IncidentStore';
import type { StoredIncident } from './types';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const HOUR = 60 * 60_000;
const NOW = Date.parse('2026-11-26T03:00:00Z');

describe.each(databases.eachSupportedId())('incidents on %p', engine => {
  let knex: Knex;
  let store: IncidentStore;

  const incident = (rest: Partial<StoredIncident> = {}): StoredIncident => ({
    id: newEntryId(rest.openedAt ?? NOW),
    entityRef: 'component:default/payments',
    title: 'Payments are slow',
    severity: 'sev1',
    openedBy: 'user:default/sam',
    openedAt: NOW,
    because: 'On call.',
    entryId: newEntryId(NOW),
    ...rest,
  });

  beforeEach(async () => {
    knex = await databases.init(engine);
    // Migrates the tables of the whole plugin.
    await HealthStore.create({ database: mockServices.database({ knex }) });
    store = new IncidentStore(knex);
  });

  it('are open once for an entity and a title, whoever is faster', async () => {
    const added = await Promise.all(
      Array.from({ length: 10 }, () => store.add(incident())),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await store.add(incident({ title: ' payments ARE slow' }))).toBe(
      false,
    );
    expect(
      await store.add(incident({ entityRef: 'component:default/plain' })),
    ).toBe(true);

    const found = await store.findByTitle(incident());
    expect(found).toMatchObject({ title: 'Payments are slow' });
    const closed = await Promise.all(
      Array.from({ length: 10 }, () =>
        store.close({
          id: found!.id,
          at: NOW + 1,
          by: 'user:default/sam',
          reason: 'Over',
        }),
      ),
    );
    expect(closed.filter(Boolean)).toHaveLength(1);
    expect(await store.find(found!.id)).toMatchObject({
      closedAt: NOW + 1,
      closedBy: 'user:default/sam',
      closeReason: 'Over',
    });
    expect(await store.findByTitle(incident())).toBe(undefined);
    expect(await store.add(incident())).toBe(true);
  });

  it('are listed the newest first, and are overdue after their time', async () => {
    const all = [1, 2, 3].map(hours =>
      incident({ title: `${hours}`, openedAt: NOW - hours * HOUR }),
    );
    for (const one of all) {
      await store.add(one);
    }
    await store.close({ id: all[0].id, at: NOW });
    const list = async (rest: object = {}) =>
      (await store.list({ openAfter: NOW - 2 * HOUR, limit: 10, ...rest })).map(
        ({ title }) => title,
      );

    expect(await list()).toEqual(['1', '2', '3']);
    expect(await list({ limit: 2 })).toEqual(['1', '2']);
    expect(await list({ before: all[1].id })).toEqual(['3']);
    expect(await list({ state: 'open' })).toEqual([]);
    expect(await list({ state: 'open', openAfter: NOW - 4 * HOUR })).toEqual([
      '2',
      '3',
    ]);
    expect(await list({ state: 'closed' })).toEqual(['1', '2', '3']);
    expect(await list({ entityRef: 'component:default/plain' })).toEqual([]);
    const overdue = await store.overdue({ openAfter: NOW - 2.5 * HOUR });
    expect(overdue.map(({ title }) => title)).toEqual(['3']);
    expect(
      await store.countOpenedBy({
        by: 'user:default/sam',
        since: NOW - 2.5 * HOUR,
      }),
    ).toBe(2);
  });

  describe('that policy asks for', () => {
    let now = NOW;
    const entries = new Map<string, LedgerEntry>();
    const given = incident();
    const recorded: string[] = [];
    const incidents = () =>
      DefaultIncidentService.create({
        access: { accessOf: jest.fn(), authorizeRead: jest.fn() },
        catalog: catalogServiceMock(),
        onCall: { whoIs: jest.fn(), get: jest.fn() },
        store,
        record: {
          event: async ({ action }) => {
            recorded.push(action);
            return { id: '', leafHash: new Uint8Array(), sequenced: jest.fn() };
          },
          intent: jest.fn(),
          outcome: jest.fn(),
        },
        entries: async ids =>
          new Map([...entries].filter(([id]) => ids.includes(id))),
        now: () => now,
      });
    const find = (rest: object = {}) =>
      incidents().findOpen({
        incident: given.id,
        entityRef: given.entityRef,
        ...rest,
      });

    beforeEach(async () => {
      now = NOW;
      recorded.length = 0;
      await store.add(given);
      entries.set(given.entryId, {
        schemaVersion: 1,
        id: given.entryId,
        kind: 'event',
        occurredAt: new Date(NOW).toISOString(),
        actor: { type: 'user', id: given.openedBy },
        source: 'api',
        operationType: 'troubleshooting',
        action: 'incident:open',
        entityRef: given.entityRef,
        contextTags: { incident: given.id, severity: given.severity },
      });
    });

    it('are found while they are open, and about this entity', async () => {
      expect(await find()).toEqual({
        id: given.id,
        title: 'Payments are slow',
        severity: 'sev1',
        openedAt: '2026-11-26T03:00:00.000Z',
        openedBy: 'user:default/sam',
      });
      expect(await find({ entityRef: 'Component:default/Payments' })).toEqual(
        expect.objectContaining({ id: given.id }),
      );
      expect(await find({ entityRef: 'component:default/plain' })).toBe(
        undefined,
      );
      for (const word of ['INC-1', '', "' or 1=1 --", newEntryId(NOW)]) {
        expect(await find({ incident: word })).toBe(undefined);
      }
      now = NOW + 24 * HOUR - 1;
      expect(await find()).toEqual(expect.objectContaining({ id: given.id }));
      now = NOW + 24 * HOUR;
      expect(await find()).toBe(undefined);
      now = NOW;
      await store.close({ id: given.id, at: NOW, by: 'user:default/sam' });
      expect(await find()).toBe(undefined);
    });

    it('are nothing without what the ledger says of them', async () => {
      const forged = incident({ title: 'Forged', entryId: given.entryId });
      await store.add(forged);
      expect(await find({ incident: forged.id })).toBe(undefined);

      await knex('incidents')
        .where({ id: given.id })
        .update({ opened_at: NOW + HOUR });
      expect(await find()).toBe(undefined);
      await knex('incidents')
        .where({ id: given.id })
        .update({ opened_at: NOW, entity_ref: 'component:default/plain' });
      expect(await find({ entityRef: 'component:default/plain' })).toBe(
        undefined,
      );
    });

    it('are closed by the one who tidies up, in the ledger too', async () => {
      now = NOW + 24 * HOUR;
      await incidents().tidyUp();
      await incidents().tidyUp();

      expect(recorded).toEqual(['incident:expire']);
      const closed = await store.find(given.id);
      expect(closed).toMatchObject({ closedAt: NOW + 24 * HOUR });
      expect(closed!.closedBy).toBe(undefined);
    });
  });
});
