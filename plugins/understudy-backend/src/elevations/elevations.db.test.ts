import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  ElevationInput,
  ElevationRequest,
  EnvironmentName,
} from '@understudy/plugin-understudy-common';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import { entity } from '../approvals/__testUtils__/startPath';
import { codeOf } from '../http/errorCode';
import { someEntry } from '../ledger/__testUtils__/someEntry';
import { newEntryId } from '../ledger/entry/newEntryId';
import { entityRef, startElevations } from './__testUtils__/startElevations';

jest.setTimeout(180_000);

const databases = createTestDatabases();
const MINUTE = 60_000;
const reason = 'The queue grows and nobody is awake';

/** What an error says, and with which code. */
async function refusal(promise: Promise<unknown>): Promise<unknown[]> {
  try {
    await promise;
  } catch (error) {
    return [(error as Error).name, codeOf(error), (error as Error).message];
  }
  return ['passed'];
}

describe.each(databases.eachSupportedId())('elevations on %p', engine => {
  let started: Awaited<ReturnType<typeof startElevations>>;

  beforeEach(async () => {
    started = await startElevations({ knex: await databases.init(engine) });
    started.world.onCall.add('user:default/dana');
  });

  afterEach(async () => {
    await started.world.stop();
  });

  const clock = () => started.world.clock;
  const ask = async (by = 'dana', input: Partial<ElevationInput> = {}) =>
    started.elevations.request(
      {
        entityRef,
        environment: 'pre-production',
        level: 'L3_SEMI_AUTO',
        reason,
        ...input,
      },
      started.as(by),
    );
  const vote = async (
    { id, digest }: Pick<ElevationRequest, 'id' | 'digest'>,
    by: string,
    decision: 'approve' | 'deny' | 'withdraw' = 'approve',
    comment?: string,
  ) =>
    started.elevations.vote(
      { id, digest, decision, ...(comment && { comment }) },
      started.as(by),
    );
  const granted = async (input: Partial<ElevationInput> = {}) =>
    vote(await ask('dana', input), 'sam');
  const inForce = async (
    at = clock().now,
    environment: EnvironmentName = 'pre-production',
    ref = entityRef,
  ) => started.elevations.inForce({ entityRef: ref, environment, at });
  const be = (by: string, { digest }: ElevationRequest) =>
    started.world.present.add(`user:default/${by} ${digest}`);
  const shown = async (id: string, by = 'dana') => {
    const { items } = await started.elevations.list(
      { entityRef },
      started.as(by),
    );
    return items.find(one => one.id === id)!;
  };
  const actionsOf = async () => {
    const actions: string[] = [];
    // What comes after everything else has its place when all the others have.
    const last = await started.world.ledger.record.event(someEntry());
    await last.sequenced();
    for await (const { entry } of started.world.ledger.stream()) {
      if (entry.operationType === 'elevation') {
        actions.push(entry.action);
      }
    }
    return actions;
  };
  const flags = async () =>
    started.world.knex('review_flags').where({ detector: 'elevation' });

  it('hold from the approval on for their time, for one entity and environment, and are looked at afterwards', async () => {
    const asked = await ask();
    expect(asked).toMatchObject({
      state: 'waiting',
      minutes: 60,
      missing: [{ as: 'sre', count: 1, groups: ['group:default/sre'] }],
      mayVote: { allowed: false },
    });
    expect(started.told).toMatchObject([
      {
        recipients: {
          entityRef: expect.arrayContaining(['user:default/sam']),
        },
      },
    ]);
    expect(await inForce()).toBe(undefined);

    clock().now += 5 * MINUTE;
    const from = clock().now;
    const given = await vote(asked, 'sam');
    expect(given).toMatchObject({
      state: 'in-force',
      until: new Date(from + 60 * MINUTE).toISOString(),
      votes: [{ by: 'user:default/sam', decision: 'approved', counts: true }],
    });
    expect(await inForce()).toEqual({
      id: asked.id,
      entityRef,
      environment: 'pre-production',
      level: 'L3_SEMI_AUTO',
      from: new Date(from).toISOString(),
      until: new Date(from + 60 * MINUTE).toISOString(),
    });
    expect(await inForce(from - 1)).toBe(undefined);
    expect(await inForce(from, 'development')).toBe(undefined);
    expect(await inForce(from, 'pre-production', 'component:default/x')).toBe(
      undefined,
    );
    expect(await inForce(from + 60 * MINUTE - 1)).toMatchObject({
      id: asked.id,
    });
    // Nothing has to run for this.
    expect(await inForce(from + 60 * MINUTE)).toBe(undefined);
    expect(await flags()).toEqual([]);

    clock().now = from + 60 * MINUTE;
    expect((await shown(asked.id)).state).toBe('ended');
    const late = started.elevations.revoke(
      { id: asked.id, reason: 'Too late' },
      started.as('dana'),
    );
    expect((await refusal(late))[0]).toBe('ConflictError');
    await started.elevations.tidyUp();
    await started.elevations.tidyUp();
    expect(await actionsOf()).toEqual([
      'elevation:requested',
      'elevation:approved',
      'elevation:granted',
      'elevation:reverted',
    ]);
    expect(await flags()).toMatchObject([
      { subject: asked.id, actor: 'user:default/dana', status: 'open' },
    ]);
    expect(await shown(asked.id)).toMatchObject({
      state: 'ended',
      endReason: 'Its time was over',
      endedAt: new Date(from + 60 * MINUTE).toISOString(),
    });
    const report = await started.world.ledger.verify();
    expect(report.findings).toEqual([]);
  });

  it('are asked for by who is on call or an SRE, with an incident or a reason', async () => {
    expect(await refusal(ask('mallory'))).toEqual([
      'NotAllowedError',
      'permission-missing',
      expect.stringContaining('user:default/dana is'),
    ]);
    // On call alone is not enough to have software act.
    started.world.onCall.add('user:default/priya');
    expect((await refusal(ask('priya')))[1]).toBe('permission-missing');
    for (const short of ['', 'nineteen characters', '      x               ']) {
      expect((await refusal(ask('dana', { reason: short })))[0]).toBe(
        'InputError',
      );
    }
    expect(
      (await refusal(ask('dana', { reason: `${reason} \u202e` })))[0],
    ).toBe('InputError');
    const bySre = await ask('sam', { reason: 'twenty characters!!!' });
    expect(bySre.state).toBe('waiting');
  });

  it('go no higher than the environment lets them', async () => {
    const levels = [
      'L1_OBSERVATION',
      'L2_SUGGESTION',
      'L3_SEMI_AUTO',
      'L4_AUTO',
      'L5_FULLY_AUTONOMOUS',
    ] as const;
    const possible = async (environment: EnvironmentName) => {
      const found: string[] = [];
      for (const level of levels) {
        const [outcome] = await refusal(
          ask('dana', { environment, level }).then(one =>
            vote(one, 'dana', 'withdraw'),
          ),
        );
        found.push(
          ...(outcome === 'InputError' ? [] : [`${level.slice(0, 2)}`]),
        );
      }
      return found;
    };
    const hold = async (environment: EnvironmentName, level: string) =>
      started.world
        .knex('takeover_levels')
        .insert({
          entity_ref: entityRef,
          environment,
          level,
          changed_at: clock().now,
          change_id: newEntryId(clock().now),
        })
        .onConflict(['entity_ref', 'environment'])
        .merge();
    // Held is L1 where nobody has set anything.
    expect(await possible('production')).toEqual(['L2', 'L3']);
    expect(await possible('pre-production')).toEqual(['L2', 'L3']);
    expect(await possible('development')).toEqual(['L2', 'L3']);
    await hold('development', 'L3_SEMI_AUTO');
    expect(await possible('development')).toEqual(['L4']);
    await hold('development', 'L4_AUTO');
    expect(await possible('development')).toEqual([]);
    // The cap of production is L2, whatever is held.
    await hold('production', 'L5_FULLY_AUTONOMOUS');
    expect(await possible('production')).toEqual(['L3']);
  });

  it('are never approved by who asked, another account of theirs, or who may not', async () => {
    const asked = await ask('sofia');
    const tried = async (by: string) => (await refusal(vote(asked, by)))[1];
    expect(await tried('sofia')).toBe('vote-refused');
    expect(await tried('sofia-admin')).toBe('vote-refused');
    expect(await tried('dana')).toBe('vote-refused');
    expect(await tried('priya')).toBe('vote-refused');
    started.world.refused.add('understudy.elevation.approve');
    expect(await tried('sam')).toBe('permission-missing');
    started.world.refused.clear();
    // A group of that name that somebody else registered makes nobody an SRE.
    started.world.catalog.set(
      'user:default/mallory',
      entity('User', 'mallory', { memberOf: ['sre'] }, { origin: 'test:evil' }),
    );
    expect(await tried('mallory')).toBe('vote-refused');
    expect(await inForce()).toBe(undefined);
    expect((await shown(asked.id, 'sam')).mayVote?.allowed).toBe(true);
    expect((await vote(asked, 'sam')).state).toBe('in-force');
  });

  it('in production need an SRE and an owner, both there just now', async () => {
    const asked = await ask('sofia', { environment: 'production' });
    expect(asked.missing.map(({ as }) => as).sort()).toEqual(['owner', 'sre']);
    expect((await refusal(vote(asked, 'sam')))[1]).toBe('presence-missing');
    const other = { ...asked, digest: `sha256:${'0'.repeat(64)}` };
    be('sam', other);
    expect((await refusal(vote(asked, 'sam')))[1]).toBe('presence-missing');
    expect((await refusal(vote(other, 'sam')))[0]).toBe('ConflictError');

    be('sam', asked);
    const first = await vote(asked, 'sam');
    expect(first).toMatchObject({
      state: 'waiting',
      missing: [{ as: 'owner', groups: ['group:default/team'] }],
    });
    expect((await refusal(vote(asked, 'sam')))[0]).toBe('ConflictError');
    expect(await inForce(clock().now, 'production')).toBe(undefined);

    be('mallory', asked);
    started.world.catalog.set(
      entityRef,
      entity('Component', 'payments', { owner: 'platform' }),
    );
    expect((await refusal(vote(asked, 'mallory')))[1]).toBe('vote-refused');
    started.world.catalog.set(
      entityRef,
      entity(
        'Component',
        'payments',
        { owner: 'team' },
        { relations: [{ type: 'ownedBy', targetRef: 'group:default/team' }] },
      ),
    );
    be('dana', asked);
    const second = await vote(asked, 'dana');
    expect(second).toMatchObject({ state: 'in-force', missing: [] });
    expect(await inForce(clock().now, 'production')).toMatchObject({
      level: 'L3_SEMI_AUTO',
    });
  });

  it('in production are not granted by two SREs who own nothing', async () => {
    started.world.catalog.set(
      'user:default/second',
      entity('User', 'second', { memberOf: ['sre'] }),
    );
    const asked = await ask('dana', { environment: 'production' });
    for (const by of ['sam', 'second']) {
      be(by, asked);
      await vote(asked, by);
    }
    expect(await inForce(clock().now, 'production')).toBe(undefined);
    expect((await shown(asked.id)).state).toBe('waiting');
  });

  it('end fifteen minutes after their incident, and rest on a grave one that is open', async () => {
    const open = async (severity: 'sev2' | 'sev3', title: string) =>
      started.incidents.open(
        { entityRef, title, severity },
        started.as('dana'),
      );
    const mild = await open('sev3', 'A page is slow');
    const refused = async (incident: string) =>
      (await refusal(ask('dana', { incident, reason: '' })))[0];
    expect(await refused(mild.id)).toBe('InputError');
    expect(await refused(newEntryId(clock().now))).toBe('InputError');

    const grave = await open('sev2', 'Payments fail');
    const asked = await ask('dana', { incident: grave.id, reason: '' });
    expect(asked.reason).toBe('Payments fail');
    await vote(asked, 'sam');
    clock().now += 10 * MINUTE;
    const closedAt = clock().now;
    await started.incidents.close(
      { id: grave.id, reason: 'It works again' },
      started.as('dana'),
    );
    const end = closedAt + 15 * MINUTE;
    expect(await inForce(end - 1)).toMatchObject({
      until: new Date(end).toISOString(),
    });
    expect(await inForce(end)).toBe(undefined);
    clock().now = end - 1;
    await started.elevations.tidyUp();
    expect(await flags()).toEqual([]);
    clock().now = end;
    await started.elevations.tidyUp();
    expect(await shown(asked.id)).toMatchObject({
      state: 'ended',
      endReason: 'The incident was over for 15 minutes',
    });
    expect(await flags()).toHaveLength(1);

    const next = await open('sev2', 'Payments fail again');
    const late = await ask('dana', { incident: next.id });
    await started.incidents.close(
      { id: next.id, reason: 'It works again' },
      started.as('dana'),
    );
    expect((await refusal(vote(late, 'sam')))[0]).toBe('ConflictError');
    expect(await inForce()).toBe(undefined);
  });

  it('end at once when somebody revokes them, whoever has to do with them', async () => {
    const revoke = async (id: string, by: string, why = 'It is over') =>
      started.elevations.revoke({ id, reason: why }, started.as(by));
    for (const by of ['dana', 'sam', 'mallory']) {
      const { id } = await granted();
      expect(await inForce()).toMatchObject({ id });
      expect((await refusal(revoke(id, 'priya')))[1]).toBe(
        'permission-missing',
      );
      expect((await refusal(revoke(id, by, '  ')))[0]).toBe('InputError');
      expect(await revoke(id, by)).toMatchObject({
        state: 'ended',
        endedBy: `user:default/${by}`,
        endReason: 'It is over',
      });
      expect(await inForce()).toBe(undefined);
      expect((await refusal(revoke(id, by)))[0]).toBe('ConflictError');
    }
    expect(await flags()).toHaveLength(3);
  });

  it('are extended once, with a new approval, and last four hours at most', async () => {
    const first = await granted({ minutes: 120 });
    const from = Date.parse(first.from!);
    const until = Date.parse(first.until!);
    const extend = async (by: string, minutes?: number) =>
      started.elevations.extend(
        { id: first.id, reason: 'It goes on', ...(minutes && { minutes }) },
        started.as(by),
      );
    clock().now = from + 100 * MINUTE;
    expect((await refusal(extend('dana', 121)))[0]).toBe('InputError');
    expect(
      (
        await refusal(
          started.elevations.extend(
            { id: first.id, reason: ' ' },
            started.as('dana'),
          ),
        )
      )[0],
    ).toBe('InputError');
    expect((await refusal(extend('priya')))[1]).toBe('permission-missing');

    const more = await extend('sofia', 120);
    expect(more).toMatchObject({
      state: 'waiting',
      extends: first.id,
      minutes: 120,
    });
    expect((await refusal(extend('dana')))[0]).toBe('ConflictError');
    // Nothing is added by asking, and neither of those who asked can approve.
    expect(await inForce(until)).toBe(undefined);
    for (const by of ['sofia', 'sofia-admin', 'dana']) {
      expect((await refusal(vote(more, by)))[1]).toBe('vote-refused');
    }
    await vote(more, 'sam');
    expect(await inForce(until)).toMatchObject({
      id: first.id,
      until: new Date(from + 240 * MINUTE).toISOString(),
    });
    expect(await inForce(from + 240 * MINUTE - 1)).toBeDefined();
    expect(await inForce(from + 240 * MINUTE)).toBe(undefined);
    clock().now = until;
    await started.elevations.tidyUp();
    expect(await inForce()).toBeDefined();
    expect(await flags()).toEqual([]);
    expect((await refusal(extend('dana')))[0]).toBe('ConflictError');

    await started.elevations.revoke(
      { id: more.id, reason: 'It is over' },
      started.as('sam'),
    );
    expect(await inForce()).toBe(undefined);
    expect(await flags()).toHaveLength(1);
  });

  it('are not extended after their end', async () => {
    const first = await granted();
    const more = await started.elevations.extend(
      { id: first.id, reason: 'It goes on' },
      started.as('dana'),
    );
    await started.elevations.revoke(
      { id: first.id, reason: 'It is over' },
      started.as('dana'),
    );
    expect((await refusal(vote(more, 'sam')))[0]).toBe('ConflictError');

    const second = await granted();
    const late = await started.elevations.extend(
      { id: second.id, reason: 'It goes on' },
      started.as('dana'),
    );
    clock().now = Date.parse(late.expiresAt) - 1;
    clock().now = Math.max(clock().now, Date.parse(second.until!));
    expect((await refusal(vote(late, 'sam')))[0]).toBe('ConflictError');
    expect(await inForce()).toBe(undefined);
  });

  it('wait for half an hour', async () => {
    const asked = await ask();
    const expiresAt = Date.parse(asked.expiresAt);
    expect(expiresAt - Date.parse(asked.requestedAt)).toBe(30 * MINUTE);
    clock().now = expiresAt;
    expect((await refusal(vote(asked, 'sam')))[1]).toBe('approval-expired');
    expect((await shown(asked.id)).state).toBe('expired');
    await started.elevations.tidyUp();
    expect(await actionsOf()).toEqual([
      'elevation:requested',
      'elevation:expired',
    ]);

    const again = await ask();
    clock().now = Date.parse(again.expiresAt) - 1;
    expect((await vote(again, 'sam')).state).toBe('in-force');
  });

  it('are denied with a comment, and withdrawn by who asked', async () => {
    const asked = await ask();
    expect((await refusal(vote(asked, 'sam', 'deny')))[0]).toBe('InputError');
    const denied = await vote(asked, 'sam', 'deny', 'Scale it yourself');
    expect(denied).toMatchObject({
      state: 'denied',
      votes: [{ decision: 'denied', comment: 'Scale it yourself' }],
    });
    expect((await refusal(vote(asked, 'sofia')))[0]).toBe('ConflictError');
    const again = await ask();
    expect((await refusal(vote(again, 'sam', 'withdraw')))[0]).toBe(
      'NotAllowedError',
    );
    expect((await vote(again, 'dana', 'withdraw')).state).toBe('withdrawn');
    expect(await inForce()).toBe(undefined);
  });

  it('are one at a time, however many people ask and answer at once', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 10 }, () => ask()),
    );
    const done = asked.flatMap(one =>
      one.status === 'fulfilled' ? [one.value] : [],
    );
    expect(done).toHaveLength(1);
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        vote(done[0], index % 2 ? 'sam' : 'sofia'),
      ),
    );
    expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await shown(done[0].id)).toMatchObject({ state: 'in-force' });
    expect(await started.world.knex('elevations')).toHaveLength(1);
  });

  it('are nothing where rows say so and the ledger does not', async () => {
    const given = await granted();
    const { knex } = started.world;
    const row = await knex('elevations').where({ id: given.id }).first();
    const votes = await knex('elevation_votes');
    const changed = async (change: object) => {
      await knex('elevations')
        .where({ id: given.id })
        .update({ ...row, ...change });
      const found = await inForce();
      await knex('elevations').where({ id: given.id }).update(row);
      return found;
    };
    expect(await changed({ level: 'L4_AUTO' })).toBe(undefined);
    expect(await changed({ requested_by: 'user:default/x' })).toBe(undefined);
    expect(await changed({ minutes: 240 })).toBe(undefined);
    expect(await changed({ grant_entry_id: row.entry_id })).toBe(undefined);
    expect(await changed({ grant_entry_id: null })).toBe(undefined);
    // The end is that of the ledger.
    expect(
      await changed({ until_at: Number(row.until_at) + 60 * MINUTE }),
    ).toMatchObject({ until: given.until });
    await knex('elevations')
      .where({ id: given.id })
      .update({ until_at: Number(row.until_at) + 60 * MINUTE });
    expect(await inForce(Number(row.until_at))).toBe(undefined);
    await knex('elevations').where({ id: given.id }).update(row);

    // Nor without its votes, or with those of another one.
    await knex('elevation_votes').delete();
    expect(await inForce()).toBe(undefined);
    await knex('elevation_votes').insert(votes);
    expect(await inForce()).toBeDefined();
    const copy = newEntryId(clock().now);
    await knex('elevations').insert({
      ...row,
      id: copy,
      environment: 'development',
    });
    await knex('elevation_votes').insert({
      ...votes[0],
      id: newEntryId(clock().now),
      elevation_id: copy,
    });
    expect(await inForce(clock().now, 'development')).toBe(undefined);
    await knex('elevations').where({ id: copy }).delete();

    // A vote that was counted once serves no other request.
    await started.elevations.revoke(
      { id: given.id, reason: 'It is over' },
      started.as('dana'),
    );
    const next = await ask();
    await knex('elevation_votes').insert({
      ...votes[0],
      id: newEntryId(clock().now),
      elevation_id: next.id,
    });
    expect(await shown(next.id)).toMatchObject({ state: 'waiting', votes: [] });
  });

  it('hold only while those who agreed are still who could', async () => {
    await granted();
    expect(await inForce()).toBeDefined();
    const sam = started.world.catalog.get('user:default/sam')!;
    started.world.catalog.set(
      'user:default/sam',
      entity('User', 'sam', { memberOf: ['team'] }),
    );
    expect(await inForce()).toBe(undefined);
    const [{ state, mayRevoke }] = (
      await started.elevations.list({ entityRef }, started.as('dana'))
    ).items;
    expect([state, mayRevoke?.allowed]).toEqual(['ended', true]);
    started.world.catalog.set('user:default/sam', sam);
    expect(await inForce()).toBeDefined();
  });

  it('are for people: nothing that acts for one asks, answers, extends or ends', async () => {
    const given = await granted();
    const asked = await ask('dana', { environment: 'development' });
    const robot = started.as('sam', 'plugin:mcp-actions');
    const { elevations } = started;
    const tries = [
      elevations.request(
        { entityRef, environment: 'test', level: 'L2_SUGGESTION', reason },
        robot,
      ),
      elevations.vote(
        { id: asked.id, digest: asked.digest, decision: 'approve' },
        robot,
      ),
      elevations.extend({ id: given.id, reason }, robot),
      elevations.revoke({ id: given.id, reason }, robot),
    ];
    for (const one of tries) {
      expect((await refusal(one))[1]).toBe('people-only');
    }
    const { items, mayRequest } = await elevations.list({ entityRef }, robot);
    expect(mayRequest).toBe(undefined);
    expect(items.every(({ mayVote }) => mayVote === undefined)).toBe(true);
  });

  it('do nothing while the ledger cannot be written', async () => {
    const asked = await ask();
    const { knex } = started.world;
    await knex.schema.renameTable('ledger_staged', 'ledger_gone');
    try {
      expect((await refusal(vote(asked, 'sam')))[0]).not.toBe('passed');
      expect(await inForce()).toBe(undefined);
    } finally {
      await knex.schema.renameTable('ledger_gone', 'ledger_staged');
    }
    expect((await shown(asked.id)).state).toBe('waiting');
  });

  it('are what policy judges software by, except for what they never cover', async () => {
    const asSoftware = {
      Authorization: `Bearer ${mockCredentials.user.token('user:default/dana', {
        actor: { subject: 'plugin:mcp-actions' },
      })}`,
    };
    const propose = async (operation: string) => {
      const { body, status } = await started.world.call(
        'dana',
        'post',
        '/plans',
        {
          intent: 'Let more flow',
          reason: 'Too little arrives',
          entityRef,
          steps: [
            {
              operation,
              input:
                operation === 'valves:scale'
                  ? { cluster: 'staging', replicas: 6 }
                  : { cluster: 'staging' },
            },
          ],
        },
        asSoftware,
      );
      expect([status, body.error]).toEqual([201, undefined]);
      return body;
    };
    const before = (await propose('valves:scale')).decision;
    expect(before.decision).toBe('deny');
    expect(before.ruleIds).toContain('level-none');

    const given = await granted();
    const { plan, decision } = await propose('valves:scale');
    expect(decision.decision).toBe('require-approval');
    expect(decision.ruleIds).toEqual(
      expect.arrayContaining(['level-approve', 'elevation']),
    );
    const removing = (await propose('valves:delete')).decision;
    expect(removing.decision).toBe('deny');
    expect(removing.ruleIds).toContain('level-none');

    const { planHash } = plan;
    const call = async (
      by: string,
      path: string,
      more: object = {},
      headers?: Record<string, string>,
    ) => {
      const { status, body } = await started.world.call(
        by,
        'post',
        `/plans/${plan.id}${path}`,
        { planHash, ...more },
        headers,
      );
      expect([status, body.error]).toEqual([200, undefined]);
      return body;
    };
    await call('dana', '/request-approval', {}, asSoftware);
    await call('sam', '/approvals', { decision: 'approve' });
    await call('dana', '/start', {}, asSoftware);
    expect(started.world.runs).toHaveLength(1);
    expect((await actionsOf()).slice(-1)).toEqual(['elevation:used']);

    clock().now = Date.parse(given.until!);
    expect((await propose('valves:scale')).decision.decision).toBe('deny');
  });
});
