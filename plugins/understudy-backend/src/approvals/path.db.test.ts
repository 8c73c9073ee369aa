import { mockCredentials } from '@backstage/backend-test-utils';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import { entity, startPath, type PathWorld } from './__testUtils__/startPath';

jest.setTimeout(180_000);

const databases = createTestDatabases();
/** As Backstage tells software that acts for a person. */
const agentFor = (person: string) =>
  `Bearer ${mockCredentials.user.token(`user:default/${person}`, {
    actor: { subject: 'plugin:mcp-actions' },
  })}`;
const DAY_MS = 24 * 60 * 60_000;

describe.each(databases.eachSupportedId())('the path on %p', databaseId => {
  let world: Awaited<ReturnType<typeof startPath>>;
  const worlds: PathWorld[] = [];

  async function start() {
    const knex = await databases.init(databaseId);
    world = await startPath({ knex });
    worlds.push(world);
  }

  afterEach(async () => {
    await Promise.all(worlds.splice(0).map(one => one.stop()));
  });

  const plan = async (
    options: {
      by?: string;
      cluster?: string;
      replicas?: number;
      operation?: string;
      start?: string;
      incident?: string;
      intent?: string;
    } = {},
  ) => {
    const { by = 'dana', cluster = 'staging', replicas = 6 } = options;
    const operation = options.operation ?? 'valves:scale';
    const { body, status } = await world.call(by, 'post', '/plans', {
      intent: options.intent ?? 'Let more flow',
      reason: 'Too little arrives',
      entityRef: 'component:default/payments',
      ...(options.start && { start: options.start }),
      ...(options.incident && { incident: options.incident }),
      steps: [
        {
          operation,
          input:
            operation === 'valves:scale' ? { cluster, replicas } : { cluster },
        },
      ],
    });
    expect([status, body.error]).toEqual([201, undefined]);
    return body;
  };
  const at = (detail: { plan: { id: string } }, path = '') =>
    `/plans/${detail.plan.id}${path}`;
  const ask = async (detail: any, by = 'dana') =>
    world.call(by, 'post', at(detail, '/request-approval'), {
      planHash: detail.plan.planHash,
    });
  const asked = async (detail: any, by = 'dana') => {
    const { body, status } = await ask(detail, by);
    expect([status, body.error]).toEqual([200, undefined]);
    return body;
  };
  const vote = async (
    detail: any,
    by: string,
    decision = 'approve',
    comment?: string,
  ) =>
    world.call(by, 'post', at(detail, '/approvals'), {
      planHash: detail.plan.planHash,
      decision,
      ...(comment && { comment }),
    });
  const startRun = async (detail: any, by = 'dana') =>
    world.call(by, 'post', at(detail, '/start'), {
      planHash: detail.plan.planHash,
    });
  const look = async (detail: any, by = 'dana') =>
    (await world.call(by, 'get', at(detail))).body;
  const be = (person: string, detail: any) =>
    world.present.add(`user:default/${person} ${detail.plan.planHash}`);
  const codeOf = ({ body, status }: any) => [status, body.error?.code];

  it('takes a plan from draft to a run: facts, four parts, one approval, one start', async () => {
    await start();
    const made = await plan();
    expect(made.plan).toMatchObject({
      state: 'draft',
      environment: 'pre-production',
      tier: 'medium',
    });
    expect(made.decision.parts.map((part: any) => part.part)).toEqual([
      'permission',
      'level',
      'policy',
      'cluster',
    ]);
    expect(made.decision).toMatchObject({
      decision: 'require-approval',
      approvers: 1,
      lane: 'standard',
    });
    expect(codeOf(await startRun(made))).toEqual([409, 'plan-state']);

    const waiting = await asked(made);
    expect(waiting.plan.state).toBe('awaiting-approval');
    expect(waiting.progress).toMatchObject({ needed: 1, given: 0, met: false });
    expect(waiting.told.map((one: any) => one.userEntityRef)).toContain(
      'user:default/sam',
    );
    expect(world.notified).toHaveLength(1);
    const inbox = await world.call('sam', 'get', '/approvals');
    expect(inbox.body).toMatchObject({
      total: 1,
      items: [{ standing: 'can-approve', plan: { id: made.plan.id } }],
    });
    expect((await world.call('dana', 'get', '/approvals')).body.items).toEqual(
      [],
    );

    const approved = await vote(waiting, 'sam');
    expect(approved.body.plan.state).toBe('approved');
    expect(approved.body.authorisation).toMatchObject({
      kind: 'quorum',
      grantedBy: ['user:default/sam'],
      valid: true,
    });
    expect(world.runs).toEqual([]);

    const running = await startRun(made);
    expect(codeOf(running)).toEqual([200, undefined]);
    expect(running.body.plan.state).toBe('running');
    expect(running.body.authorisation.valid).toBe(false);
    expect(world.runs).toEqual([
      { runId: expect.any(String), planId: made.plan.id },
    ]);
    const report = await world.ledger.verify();
    expect(report.findings).toEqual([]);
  });

  it('self: whoever asked does not approve', async () => {
    await start();
    const made = await asked(await plan({ by: 'sam' }), 'sam');
    expect(made.actions.approve.allowed).toBe(false);
    expect(codeOf(await vote(made, 'sam'))).toEqual([403, 'vote-refused']);
    expect((await look(made, 'sam')).plan.state).toBe('awaiting-approval');
  });

  it('an author: whoever wrote a revision does not approve it', async () => {
    await start();
    const made = await plan();
    const { status } = await world.call(
      'sam',
      'post',
      at(made, '/revisions'),
      {
        intent: 'Let more flow',
        reason: 'Too little arrives',
        entityRef: 'component:default/payments',
        steps: [
          {
            operation: 'valves:scale',
            input: { cluster: 'staging', replicas: 9 },
          },
        ],
      },
      { 'If-Match': made.plan.etag },
    );
    expect(status).toBe(201);
    const waiting = await asked(await look(made));
    expect(codeOf(await vote(waiting, 'sam'))).toEqual([403, 'vote-refused']);
    expect((await vote(waiting, 'priya')).body.plan.state).toBe('approved');
  });

  it('alias, and two accounts of one person: they count once, and never for their own plan', async () => {
    await start();
    const own = await asked(await plan({ by: 'sofia' }), 'sofia');
    expect(codeOf(await vote(own, 'sofia-admin'))).toEqual([
      403,
      'vote-refused',
    ]);

    const two = await plan({ cluster: 'production', replicas: 9 });
    be('sofia', two);
    be('sofia-admin', two);
    be('priya', two);
    const waiting = await asked(two);
    expect(waiting.progress.needed).toBe(2);
    await vote(waiting, 'sofia');
    const again = await vote(waiting, 'sofia-admin');
    expect(again.body.progress).toMatchObject({ given: 1, met: false });
    expect(again.body.plan.state).toBe('awaiting-approval');
    expect((await vote(waiting, 'priya')).body.plan.state).toBe('approved');
  });

  it('a group expanded later, an approver demoted, and one deactivated: who may approve is asked again at the start', async () => {
    await start();
    for (const change of [
      () =>
        world.catalog.set(
          'user:default/sam',
          entity('User', 'sam', { memberOf: ['team'] }),
        ),
      () => world.catalog.delete('user:default/sam'),
    ]) {
      const before = world.catalog.get('user:default/sam')!;
      const made = await asked(await plan());
      expect((await vote(made, 'sam')).body.plan.state).toBe('approved');
      change();
      const refused = await startRun(made);
      expect(codeOf(refused)).toEqual([409, 'approval-void']);
      const now = await look(made);
      expect(now.plan.state).toBe('awaiting-approval');
      expect(now.authorisation.valid).toBe(false);
      world.catalog.set('user:default/sam', before);
    }
    // Somebody joins the group afterwards: an answer given before did not count, and is not there.
    const made = await asked(await plan());
    expect(codeOf(await vote(made, 'mallory'))[0]).toBe(403);
    world.catalog.set(
      'user:default/mallory',
      entity('User', 'mallory', { memberOf: ['sre'] }),
    );
    expect((await look(made)).plan.state).toBe('awaiting-approval');
    expect((await vote(made, 'mallory')).body.plan.state).toBe('approved');
    expect(world.runs).toEqual([]);
  });

  it('a user or a group that an attacker registered counts for nothing', async () => {
    await start();
    const made = await asked(await plan());
    world.catalog.set(
      'user:default/eve',
      entity(
        'User',
        'eve',
        { memberOf: ['sre'] },
        { origin: 'url:https://evil.example/catalog-info.yaml' },
      ),
    );
    world.catalog.set(
      'group:default/evil',
      entity(
        'Group',
        'evil',
        { type: 'team', parent: 'sre', members: ['mallory'], children: [] },
        { origin: 'url:https://evil.example/catalog-info.yaml' },
      ),
    );
    world.catalog.set('user:default/mallory', {
      ...entity('User', 'mallory', { memberOf: ['team'] }),
      relations: [
        { type: 'memberOf', targetRef: 'group:default/evil' },
        { type: 'memberOf', targetRef: 'group:default/sre' },
      ],
    });
    for (const person of ['eve', 'mallory']) {
      expect(codeOf(await vote(made, person))[0]).toBe(403);
    }
    expect((await look(made)).plan.state).toBe('awaiting-approval');
  });

  it('deny after approve: it does not start, and says who denied it', async () => {
    await start();
    const made = await asked(await plan());
    expect((await vote(made, 'sam')).body.plan.state).toBe('approved');
    expect(codeOf(await vote(made, 'priya', 'deny'))).toEqual([
      400,
      'input-invalid',
    ]);
    const denied = await vote(made, 'priya', 'deny', 'Not during the sale');
    expect(denied.body.plan.state).toBe('denied');
    expect(denied.body.authorisation.valid).toBe(false);
    expect(codeOf(await startRun(made))).toEqual([409, 'plan-state']);
    expect(world.runs).toEqual([]);
  });

  it('withdraw: an approval that is taken back counts no more', async () => {
    await start();
    const made = await asked(await plan());
    await vote(made, 'sam');
    const back = await vote(made, 'sam', 'withdraw');
    expect(back.body.plan.state).toBe('awaiting-approval');
    expect(codeOf(await startRun(made))).toEqual([409, 'plan-state']);
    expect(codeOf(await vote(made, 'sam', 'withdraw'))[0]).toBe(409);
    expect((await vote(made, 'priya')).body.plan.state).toBe('approved');
  });

  it('50 concurrent approvals: one authorisation, one start', async () => {
    await start();
    for (let i = 0; i < 48; i++) {
      world.catalog.set(
        `user:default/sre-${i}`,
        entity('User', `sre-${i}`, { memberOf: ['sre'] }),
      );
    }
    const made = await asked(await plan());
    const answers = await Promise.all(
      [...Array(48).keys()]
        .map(i => `sre-${i}`)
        .concat('sam', 'sofia')
        .map(person => vote(made, person)),
    );
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    expect((await look(made)).plan.state).toBe('approved');
    const live = await world
      .knex('plan_authorisations')
      .where({ plan_id: made.plan.id })
      .whereNull('voided_at');
    expect(live).toHaveLength(1);
    const starts = await Promise.all([...Array(10)].map(() => startRun(made)));
    expect(starts.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(world.runs).toHaveLength(1);
  });

  it('approval of an edited plan: the old hash is refused, the edit voids what was approved', async () => {
    await start();
    const two = await plan({ cluster: 'production', replicas: 9 });
    be('sam', two);
    const waiting = await asked(two);
    await vote(waiting, 'sam');
    const current = await look(two);
    const edited = await world.call(
      'dana',
      'post',
      at(two, '/revisions'),
      {
        intent: 'Let more flow',
        reason: 'Too little arrives',
        entityRef: 'component:default/payments',
        steps: [
          {
            operation: 'valves:scale',
            input: { cluster: 'production', replicas: 10 },
          },
        ],
      },
      { 'If-Match': current.plan.etag },
    );
    expect(edited.body.plan).toMatchObject({ state: 'draft', revision: 2 });
    expect(edited.body.plan.planHash).not.toBe(two.plan.planHash);
    expect(edited.body.approvals).toMatchObject([
      { by: 'user:default/sam', counts: false },
    ]);
    expect(codeOf(await vote(waiting, 'priya'))).toEqual([409, 'plan-state']);
    const again = await asked(edited.body);
    expect(codeOf(await vote(waiting, 'priya'))).toEqual([409, 'plan-changed']);
    expect(again.progress).toMatchObject({ needed: 2, given: 0 });
  });

  it('policy stricter voids, policy merely changed does not', async () => {
    await start();
    const made = await asked(await plan());
    await vote(made, 'sam');
    const { data } = world.guardrails;
    world.guardrails.version = 2;
    world.guardrails.data = {
      ...data,
      limits: [...data.limits, { environment: 'test', maxTargets: 7 }],
    };
    const other = await asked(await plan());
    await vote(other, 'sam');
    expect((await startRun(made)).body.plan.state).toBe('running');

    world.guardrails.version = 3;
    world.guardrails.data = {
      ...data,
      approvals: [
        ...data.approvals,
        { environment: 'pre-production', tier: '*', approvers: 2 },
      ],
    };
    expect(codeOf(await startRun(other))).toEqual([409, 'approval-void']);
    const now = await look(other);
    expect(now.plan.state).toBe('awaiting-approval');
    expect(now.progress).toMatchObject({ needed: 2, given: 1 });
    expect((await vote(other, 'priya')).body.plan.state).toBe('approved');
    expect((await startRun(other)).body.plan.state).toBe('running');
    expect(world.runs).toHaveLength(2);
  });

  it('expiry: one millisecond before it counts, at the moment it does not', async () => {
    await start();
    const late = await asked(await plan());
    const expires = Date.parse(late.plan.expiresAt ?? late.progress.expiresAt);
    expect(expires - world.clock.now).toBe(DAY_MS);
    world.clock.now = expires - 1;
    expect((await vote(late, 'sam')).body.plan.state).toBe('approved');
    world.clock.now = expires;
    expect(codeOf(await startRun(late))).toEqual([409, 'not-authorised']);
    const other = await asked(await plan());
    world.clock.now += DAY_MS;
    expect(codeOf(await vote(other, 'sam'))).toEqual([409, 'approval-expired']);
    await world.tidyUp();
    expect((await look(other)).plan.state).toBe('expired');
    expect((await look(late)).plan.state).toBe('expired');
  });

  it('replay of a consumed approval starts nothing, not even with the state put back', async () => {
    await start();
    const made = await asked(await plan());
    await vote(made, 'sam');
    expect((await startRun(made)).status).toBe(200);
    expect(codeOf(await startRun(made))).toEqual([409, 'plan-state']);
    await world
      .knex('plans')
      .where({ id: made.plan.id })
      .update({ state: 'approved' });
    expect(codeOf(await startRun(made))).toEqual([409, 'not-authorised']);
    expect(world.runs).toHaveLength(1);
  });

  it('an object deleted and made again under the same name, and a spec that changed: ask again', async () => {
    await start();
    for (const change of [{ uid: 'another' }, { replicas: 4 }]) {
      const made = await asked(await plan());
      await vote(made, 'sam');
      Object.assign(world.valves.state.get('staging')!, change);
      expect(codeOf(await startRun(made))).toEqual([409, 'approval-void']);
      const now = await look(made);
      expect(now.plan).toMatchObject({ state: 'draft', revision: 2 });
      expect(now.plan.planHash).not.toBe(made.plan.planHash);
    }
    expect(world.runs).toEqual([]);
  });

  it('a crash-looping object whose status flaps for 15 minutes keeps its approvals', async () => {
    await start();
    const made = await asked(await plan());
    const valve = world.valves.state.get('staging')!;
    for (let minute = 0; minute < 15; minute++) {
      world.clock.now += 60_000;
      valve.restarts += 7;
      const { body } = await world.call('sam', 'post', at(made, '/preview'));
      expect(body.plan).toMatchObject({
        state: 'awaiting-approval',
        planHash: made.plan.planHash,
        revision: 1,
      });
      if (minute === 5) {
        await vote(made, 'sam');
        break;
      }
    }
    for (let minute = 6; minute < 15; minute++) {
      world.clock.now += 60_000;
      valve.restarts += 7;
      await world.call('sam', 'post', at(made, '/preview'));
    }
    expect((await look(made)).plan.state).toBe('approved');
    expect((await startRun(made)).body.plan.state).toBe('running');
  });

  it('a forged approval, and a forged authorisation, in the database have no effect', async () => {
    await start();
    const made = await asked(await plan());
    const other = await asked(await plan());
    await vote(other, 'sam');
    const [vote_] = await world
      .knex('plan_votes')
      .where({ plan_id: other.plan.id });
    const [real] = await world
      .knex('plan_authorisations')
      .where({ plan_id: other.plan.id });
    const [entry] = await world
      .knex('ledger_entries')
      .where({ id: vote_.entry_id });
    // A row that points to a real entry about another plan, and one with an entry made up.
    const id = 'f0000000-0000-7000-8000-000000000001';
    const made_up = JSON.parse(entry.body);
    await world.knex('ledger_entries').insert({
      ...entry,
      id,
      body: JSON.stringify({
        ...made_up,
        id,
        planId: made.plan.id,
        planHash: made.plan.planHash.slice(7),
        contextTags: { ...made_up.contextTags, vote: id },
      }),
    });
    await world.knex('plan_votes').insert({
      ...vote_,
      id,
      plan_id: made.plan.id,
      plan_hash: made.plan.planHash,
      entry_id: id,
    });
    // Nor does one that is no entry at all keep the others from being read.
    const junk = 'f0000000-0000-7000-8000-000000000002';
    await world
      .knex('ledger_entries')
      .insert({ ...entry, id: junk, body: 'null' });
    await world.knex('plan_votes').insert({
      ...vote_,
      id: junk,
      plan_id: made.plan.id,
      plan_hash: made.plan.planHash,
      entry_id: junk,
    });
    expect((await look(made)).progress).toMatchObject({ given: 0 });
    await world.knex('plan_authorisations').insert({
      ...real,
      id,
      plan_id: made.plan.id,
      plan_hash: made.plan.planHash,
      entry_id: real.entry_id,
    });
    await world
      .knex('plans')
      .where({ id: made.plan.id })
      .update({ state: 'approved' });
    expect(codeOf(await startRun(made))).toEqual([409, 'not-authorised']);
    expect(world.runs).toEqual([]);
  });

  it('a requester who was changed in the database, so that who asked could approve, starts nothing', async () => {
    await start();
    const made = await asked(await plan({ by: 'sam' }), 'sam');
    await world
      .knex('plans')
      .where({ id: made.plan.id })
      .update({ requested_by: 'user:default/dana' });
    await world
      .knex('plan_revisions')
      .where({ plan_id: made.plan.id })
      .update({ created_by: 'user:default/dana' });
    expect((await vote(made, 'sam')).body.plan.state).toBe('approved');
    expect(codeOf(await startRun(made))).toEqual([409, 'not-authorised']);
    expect(world.runs).toEqual([]);
  });

  it('software proposes in production, and a person takes it over under their own name', async () => {
    await start();
    world.catalog.get('component:default/payments')!.metadata.annotations![
      'understudy/system-type'
    ] = 'developed';
    const proposed = await world.call(
      'dana',
      'post',
      '/plans',
      {
        intent: 'Let more flow',
        reason: 'Too little arrives',
        entityRef: 'component:default/payments',
        steps: [
          {
            operation: 'valves:scale',
            input: { cluster: 'production', replicas: 4 },
          },
        ],
      },
      { Authorization: agentFor('dana') },
    );
    expect(proposed.body.decision).toMatchObject({
      decision: 'deny',
      humanExecutes: true,
    });
    expect(proposed.body.plan.agent).toBe('plugin:mcp-actions');
    const byAgent = await world.call(
      'dana',
      'post',
      at(proposed.body, '/request-approval'),
      { planHash: proposed.body.plan.planHash },
      { Authorization: agentFor('dana') },
    );
    expect(codeOf(byAgent)).toEqual([403, 'plan-refused']);
    const taken = await asked(await look(proposed.body));
    expect(taken.plan).toMatchObject({
      state: 'awaiting-approval',
      requestedBy: 'user:default/dana',
    });
    expect(taken.plan.agent).toBeUndefined();
  });

  it('a process killed between consume and effect: the run is handed over again, once', async () => {
    await start();
    const made = await asked(await plan());
    await vote(made, 'sam');
    world.engine.fails = true;
    expect((await startRun(made)).body.plan.state).toBe('running');
    expect(world.runs).toEqual([]);
    world.engine.fails = false;
    world.clock.now += 60_000;
    await world.tidyUp();
    await world.tidyUp();
    expect(world.runs).toHaveLength(1);
  });

  it('two replicas: a vote on each and a start on both make one run', async () => {
    await start();
    const first = world;
    const second = await startPath({ knex: first.knex, beside: first });
    worlds.push(second);
    const made = await asked(
      await plan({ cluster: 'production', replicas: 9 }),
    );
    be('sam', made);
    be('priya', made);
    await Promise.all([
      vote(made, 'sam'),
      second.call('priya', 'post', at(made, '/approvals'), {
        planHash: made.plan.planHash,
        decision: 'approve',
      }),
    ]);
    expect((await look(made)).plan.state).toBe('approved');
    const starts = await Promise.all([
      startRun(made),
      second.call('dana', 'post', at(made, '/start'), {
        planHash: made.plan.planHash,
      }),
    ]);
    expect(starts.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(first.runs).toHaveLength(1);
  });

  it('in production: two people who have just signed in, for exactly this hash; self-approval never', async () => {
    await start();
    world.guardrails.data = {
      ...world.guardrails.data,
      selfApproval: ['development', 'production' as never],
    };
    const made = await plan({ cluster: 'production', replicas: 9, by: 'sam' });
    const waiting = await asked(made, 'sam');
    expect(waiting.plan.state).toBe('awaiting-approval');
    expect(waiting.decision).toMatchObject({ freshPresence: true });
    expect(codeOf(await vote(waiting, 'sofia'))).toEqual([
      403,
      'presence-missing',
    ]);
    world.present.add(`user:default/sofia sha256:${'0'.repeat(64)}`);
    expect(codeOf(await vote(waiting, 'sofia'))).toEqual([
      403,
      'presence-missing',
    ]);
    be('sofia', made);
    expect((await vote(waiting, 'sofia')).body.progress.given).toBe(1);
  });

  it('development: whoever asked approves it, and that is recorded', async () => {
    await start();
    const made = await asked(await plan({ cluster: 'development' }));
    expect(made.plan.state).toBe('approved');
    expect(made.authorisation).toMatchObject({
      kind: 'self-approval',
      grantedBy: ['user:default/dana'],
    });
    expect((await startRun(made)).body.plan.state).toBe('running');
  });

  it('on call with an open incident: one other person is enough, and it is reviewed', async () => {
    await start();
    world.onCall.add('user:default/dana');
    const claimed = await plan({ cluster: 'production', incident: 'inc-1' });
    expect(claimed.decision).toMatchObject({ lane: 'standard', approvers: 2 });
    world.incidents.add('inc-1');
    const made = await plan({ cluster: 'production', incident: 'inc-1' });
    expect(made.decision).toMatchObject({ lane: 'on-call', approvers: 1 });
    be('sam', made);
    const waiting = await asked(made);
    expect(Date.parse(waiting.progress.expiresAt) - world.clock.now).toBe(
      60 * 60_000,
    );
    expect((await vote(waiting, 'sam')).body.plan.state).toBe('approved');
    const flags = await world.knex('review_flags');
    expect(flags).toMatchObject([{ detector: 'on-call-lane' }]);
  });

  it('page next, and call somebody by name: they are told, and only as far as they may decide', async () => {
    await start();
    world.onCall.add('user:default/priya');
    const made = await asked(await plan());
    const first = made.told.map((one: any) => one.userEntityRef);
    expect(first[0]).toBe('user:default/priya');
    const page = (by: string, body: object) =>
      world.call(by, 'post', at(made, '/told'), body);
    expect((await page('dana', {})).status).toBe(409);
    world.onCall.add('user:default/mallory');
    const next = await page('dana', {});
    expect(
      next.body.told.filter(({ why }: any) => why === 'is on call'),
    ).toMatchObject([
      { userEntityRef: 'user:default/mallory' },
      { userEntityRef: 'user:default/priya' },
    ]);
    expect(codeOf(await page('dana', { to: 'user:default/mallory' }))).toEqual([
      400,
      'vote-refused',
    ]);
    expect(codeOf(await vote(made, 'mallory'))[0]).toBe(403);
    await look(made, 'sam');
    const seen = (await look(made)).told.find(
      (one: any) => one.userEntityRef === 'user:default/sam',
    );
    expect(seen.seenAt).toBe(new Date(world.clock.now).toISOString());
  });

  it('reminders: an incident that nobody answers is called out after 2 and 5 minutes', async () => {
    await start();
    world.incidents.add('inc-1');
    await asked(await plan({ incident: 'inc-1' }));
    expect(world.notified).toHaveLength(1);
    world.clock.now += 121_000;
    await world.tidyUp();
    await world.tidyUp();
    expect(world.notified).toHaveLength(2);
    world.clock.now += 180_000;
    await world.tidyUp();
    expect(world.notified).toHaveLength(3);
  });

  it('break glass: only when offered, with the name typed and a reason, never for what destroys; reviewed', async () => {
    await start();
    const made = await asked(
      await plan({ cluster: 'production', replicas: 4 }),
    );
    const glass = (by: string, body: object = {}) =>
      world.call(by, 'post', at(made, '/break-glass'), {
        planHash: made.plan.planHash,
        reason: 'Customers cannot pay and nobody answers',
        target: 'payments',
        ...body,
      });
    be('sam', made);
    expect(codeOf(await glass('sam'))).toEqual([
      409,
      'break-glass-not-offered',
    ]);
    world.clock.now = Date.parse(made.breakGlassAt);
    expect(codeOf(await glass('dana'))[0]).toBe(403);
    expect((await glass('sam', { target: 'payment' })).status).toBe(400);
    expect((await glass('sam', { reason: 'quick' })).status).toBe(400);
    const broken = await glass('sam');
    expect(broken.body.plan.state).toBe('approved');
    expect(broken.body.authorisation.kind).toBe('break-glass');
    expect(await world.knex('review_flags')).toMatchObject([
      { detector: 'break-glass', actor: 'user:default/sam' },
    ]);
    expect((await startRun(made)).body.plan.state).toBe('running');

    const remove = await asked(
      await plan({ cluster: 'production', operation: 'valves:delete' }),
    );
    expect(remove.breakGlassAt).toBeUndefined();
    expect(
      codeOf(
        await world.call('sam', 'post', at(remove, '/break-glass'), {
          planHash: remove.plan.planHash,
          reason: 'Customers cannot pay and nobody answers',
          target: 'payments',
        }),
      ),
    ).toEqual([409, 'break-glass-not-offered']);
  });

  it('a freeze refuses with its reason and its end, for people too, and lets go afterwards', async () => {
    await start();
    const until = new Date(world.clock.now + 3_600_000).toISOString();
    const frozen = await world.call('priya', 'post', '/freezes', {
      kind: 'everything',
      environment: 'production',
      reason: 'The sale is on until tonight',
      until,
    });
    expect(frozen.status).toBe(201);
    const made = await plan({ cluster: 'production' });
    const refused = await ask(made);
    expect(codeOf(refused)).toEqual([403, 'plan-refused']);
    expect(refused.body.error.message).toContain(until.slice(0, 16));
    expect((await look(made)).decision.parts[2].reasons[0]).toMatchObject({
      ruleId: 'freeze-active',
      nextAllowed: until,
    });
    const other = await asked(await plan());
    expect(other.plan.state).toBe('awaiting-approval');
    world.clock.now += 3_600_001;
    expect((await asked(await look(made))).plan.state).toBe(
      'awaiting-approval',
    );
  });

  it('the four parts: each refusal is shown, and the first does not hide the others', async () => {
    await start();
    world.valves.forbidden.add('production');
    world.refused.add('understudy.plan.execute');
    const { data } = world.guardrails;
    world.guardrails.data = {
      ...data,
      rules: [
        {
          id: 'no-valves',
          effect: 'deny',
          when: { operations: ['valves:*'] },
          message: 'Valves are left alone this week.',
          remediation: 'Ask the plumbers.',
        },
      ],
    };
    const { decision, actions } = await plan({ cluster: 'production' });
    expect(decision.decision).toBe('deny');
    expect(
      decision.parts.map((part: any) => [part.part, part.decision]),
    ).toEqual([
      ['permission', 'deny'],
      ['level', 'allow'],
      ['policy', 'deny'],
      ['cluster', 'deny'],
    ]);
    expect(decision.ruleIds).toEqual(
      expect.arrayContaining([
        'permission:understudy.plan.execute',
        'guardrail:no-valves',
        'cluster:patch:valves',
      ]),
    );
    expect(actions.requestApproval.allowed).toBe(false);
  });

  it('a plan that starts by itself does so with the last approval, by the roles of trusted sources', async () => {
    await start();
    const made = await asked(await plan({ start: 'on-approval' }));
    await vote(made, 'sam');
    expect((await look(made)).plan.state).toBe('running');
    expect(world.runs).toHaveLength(1);

    const other = await asked(await plan({ start: 'on-approval' }));
    world.catalog.set(
      'user:default/dana',
      entity('User', 'dana', { memberOf: [] }),
    );
    await vote(other, 'sam');
    expect((await look(other, 'sam')).plan.state).toBe('approved');
    expect(world.runs).toHaveLength(1);
  });

  it('from stage 2 on, what is listed for an environment needs nobody; production always does', async () => {
    await start();
    world.guardrails.data = {
      ...world.guardrails.data,
      rolloutStage: 2,
      autoTiers: {
        development: ['medium'],
        'pre-production': ['medium'],
        production: ['medium', 'high'],
      },
    };
    const alone = await asked(await plan());
    expect(alone.authorisation).toMatchObject({ kind: 'policy-allow' });
    expect((await startRun(alone)).body.plan.state).toBe('running');
    const watched = await asked(
      await plan({ cluster: 'production', replicas: 4 }),
    );
    expect(watched.plan.state).toBe('awaiting-approval');
  });

  it('with no engine nothing is used up', async () => {
    await start();
    world.engine.installed = false;
    const made = await asked(await plan());
    await vote(made, 'sam');
    expect(codeOf(await startRun(made))).toEqual([409, 'no-run-engine']);
    expect((await look(made)).authorisation.valid).toBe(true);
  });

  it('words with bidirectional or tag characters come back as they are and are told safely', async () => {
    await start();
    const intent = 'Scale\u202e gnp\u{e0041}';
    const made = await asked(await plan({ intent }));
    expect(made.plan.intent).toBe(intent);
    expect(JSON.stringify(world.notified)).not.toMatch(/\u202e|\u{e0041}/u);
  });
});
