import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  defaultGuardrails,
  type GuardrailData,
  type Person,
} from '@understudy/plugin-understudy-common';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import type { AccessService, UserCredentials } from '../access/types';
import { eventually } from '../ledger/__testUtils__/eventually';
import {
  makeKeys,
  migrate,
  startLedger,
} from '../ledger/__testUtils__/startLedger';
import type { DefaultLedgerService } from '../ledger/DefaultLedgerService';
import { newEntryId } from '../ledger/entry/newEntryId';
import { somePolicyInput } from '../policy/__testUtils__/somePolicyInput';
import { DefaultPolicyService } from '../policy/DefaultPolicyService';
import { PackedSource } from '../policy/PackedSource';
import { PolicyMetrics } from '../policy/PolicyMetrics';
import type { PolicyInput } from '../policy/types';
import { createGuardrails } from './createGuardrails';
import { guardrailDigest } from './guardrailDigest';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const admins = 'group:default/platform';
const assignments = [{ group: admins, roles: ['policy-admin' as const] }];
const reason = 'Because the tests want it so';

/** Whoever signs in may do everything; who they are is for people to say. */
const access: AccessService = {
  accessOf: async ({ credentials }) => ({
    userEntityRef: credentials.principal.userEntityRef,
    ownershipEntityRefs: [admins],
    roles: [{ role: 'policy-admin', via: admins }],
    decisions: [
      {
        name: 'understudy.policy.manage',
        allowed: true,
        reason: 'Your role policy-admin gives it.',
      },
    ],
  }),
  authorizeRead: async () => {},
};

const as = (name: string): { credentials: UserCredentials } => ({
  credentials: mockCredentials.user(`user:default/${name}`),
});

function someone(ref: string, rest: Partial<Person> = {}): Person {
  return {
    userEntityRef: ref,
    aliases: [ref],
    groups: [admins],
    mayApprove: false,
    ...rest,
  };
}

describe.each(databases.eachSupportedId())('guardrails on %p', id => {
  let knex: Knex;
  let ledger: DefaultLedgerService;
  let people: Map<string, Person>;
  let now: number | undefined;
  const stops: Array<() => Promise<void>> = [];

  /** A process with its own engine and its own view, on the same tables. */
  async function replica(
    options: {
      production?: boolean;
      presence?: Parameters<typeof createGuardrails>[0]['presence'];
      activationPeople?: number;
    } = {},
  ) {
    const source = new PackedSource();
    const logger = mockServices.logger.mock();
    const policy = new DefaultPolicyService({
      source,
      logger,
      metrics: new PolicyMetrics({
        createCounter: () => ({ add: () => {} }),
        createHistogram: () => ({ record: () => {} }),
      } as never),
    });
    const made = createGuardrails({
      rootConfig: mockServices.rootConfig({
        data: {
          understudy: {
            policy: { activation: { people: options.activationPeople ?? 2 } },
          },
        },
      }),
      logger,
      knex,
      access,
      assignments,
      ledger,
      policy,
      people: {
        find: async refs =>
          new Map(
            refs.flatMap(ref => {
              const known = people.get(ref);
              return known ? [[ref, known]] : [];
            }),
          ),
      },
      production: options.production ?? false,
      ...(options.presence && { presence: options.presence }),
      now: () => now ?? Date.now(),
    });
    await made.start();
    stops.push(async () => {
      made.stop();
      await source.stop();
    });
    return { ...made, policy, logger };
  }

  const entries = async (action?: string) =>
    (await knex('ledger_entries').orderBy('id'))
      .map(row => JSON.parse(row.body))
      .filter(entry => entry.action.startsWith(action ?? 'guardrails:'));
  const frozen: GuardrailData = { ...defaultGuardrails, rolloutStage: 0 };

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    ledger = startLedger({ knex, keys: await makeKeys() });
    now = undefined;
    people = new Map(
      [
        'ada',
        'ben',
        'cem',
        ...Array.from({ length: 20 }, (_, i) => `p${i}`),
      ].map(name => [`user:default/${name}`, someone(`user:default/${name}`)]),
    );
  });

  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
    await ledger.stop();
  });

  it('begin with one first version, however many replicas begin at once', async () => {
    const replicas = await Promise.all([replica(), replica(), replica()]);
    for (const { guardrails, policy } of replicas) {
      expect(await guardrails.active()).toMatchObject({
        version: 1,
        digest: guardrailDigest(defaultGuardrails).digest,
        data: defaultGuardrails,
      });
      expect(await policy.evaluate(somePolicyInput())).toMatchObject({
        evaluated: true,
        policyVersion: expect.stringMatching(/\+1$/),
      });
    }
    const versions = await knex('guardrail_versions');
    expect(versions).toHaveLength(1);
    expect((await entries()).map(({ id: entry }) => entry)).toContain(
      versions[0].entry_id,
    );
  });

  it('change when two people want exactly this, and other replicas follow by themselves', async () => {
    const [one, two] = [await replica(), await replica()];
    const draft = await one.guardrails.draft(
      { data: frozen, reason, basedOn: 1 },
      as('ada'),
    );
    expect(draft).toMatchObject({
      version: {
        version: 2,
        status: 'draft',
        basedOn: 1,
        by: 'user:default/ada',
      },
      differences: [{ path: '/rolloutStage', before: 1, after: 0 }],
      activation: { needed: 2, given: 0, allowed: true },
    });
    const { digest } = draft.version;
    await expect(
      one.guardrails.activate(
        { version: 2, digest: digest.replace(/.$/, '_'), reason },
        as('ada'),
      ),
    ).rejects.toThrow(/another than the one you looked at/);

    const voted = await one.guardrails.activate(
      { version: 2, digest, reason },
      as('ada'),
    );
    expect(voted).toMatchObject({
      version: { status: 'draft', votes: [{ by: 'user:default/ada' }] },
      activation: {
        given: 1,
        allowed: false,
        sentence: 'You voted for it. 1 more person is needed.',
      },
    });
    await expect(
      one.guardrails.activate({ version: 2, digest, reason }, as('ada')),
    ).rejects.toThrow(/waits for another person/);
    expect((await two.guardrails.active()).version).toBe(1);

    const done = await one.guardrails.activate(
      { version: 2, digest, reason },
      as('ben'),
    );
    expect(done).toMatchObject({
      version: { version: 2, status: 'active', votes: [] },
      activation: { allowed: false },
      differences: [],
    });
    // Nobody asks the second replica; it looks by itself.
    await eventually(async () => {
      const { ruleIds } = await two.policy.evaluate(somePolicyInput());
      return ruleIds.includes('rollout-stage');
    }, 'the second replica follows');
    const said = await entries();
    expect(said.map(({ action, actor }) => [action, actor.id])).toEqual([
      ['guardrails:activate', 'understudy'],
      ['guardrails:draft', 'user:default/ada'],
      ['guardrails:vote', 'user:default/ada'],
      ['guardrails:vote', 'user:default/ben'],
      ['guardrails:activate', 'user:default/ben'],
    ]);
    expect(said[4].contextTags).toMatchObject({
      version: '2',
      digest,
      before: '1',
      voters: 'user:default/ada user:default/ben',
    });
  });

  it('go back to a former version by the same two votes, and old votes never count again', async () => {
    const { guardrails } = await replica();
    const first = await guardrails.get({ version: 1 }, as('ada'));
    const { digest } = (
      await guardrails.draft({ data: frozen, reason, basedOn: 1 }, as('ada'))
    ).version;
    const other = await guardrails.draft(
      { data: { ...frozen, productionRaises: false }, reason, basedOn: 1 },
      as('cem'),
    );
    await guardrails.activate({ version: 2, digest, reason }, as('ada'));
    await guardrails.activate({ version: 2, digest, reason }, as('ben'));

    await expect(
      guardrails.activate(
        { version: 3, digest: other.version.digest, reason },
        as('ben'),
      ),
    ).rejects.toThrow(/made from version 1, and version 2 holds/);
    const back = { version: 1, digest: first.version.digest, reason };
    expect(await guardrails.activate(back, as('ben'))).toMatchObject({
      version: { status: 'former' },
      activation: { given: 1 },
    });
    expect(await guardrails.activate(back, as('ada'))).toMatchObject({
      version: { status: 'active' },
    });
    // And forward again: what was said about version 2 before is over.
    expect(
      await guardrails.activate({ version: 2, digest, reason }, as('cem')),
    ).toMatchObject({
      version: { status: 'former' },
      activation: { given: 1 },
    });
    expect((await guardrails.active()).version).toBe(1);
  });

  it('are activated once by twenty people who vote at once on two replicas', async () => {
    const [one, two] = [await replica(), await replica()];
    const { version } = await one.guardrails.draft(
      { data: frozen, reason, basedOn: 1 },
      as('ada'),
    );
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? one : two).guardrails.activate(
          { version: 2, digest: version.digest, reason },
          as(`p${i}`),
        ),
      ),
    );
    expect((await one.guardrails.active()).version).toBe(2);
    const refusals = results.flatMap(result =>
      result.status === 'rejected' ? [result.reason.message] : [],
    );
    for (const message of refusals) {
      expect(message).toMatch(
        /holds already|in the meantime|was made from version/,
      );
    }
    expect(await entries('guardrails:activate')).toHaveLength(2);
    expect(
      await knex('guardrail_versions').where({ status: 'active' }),
    ).toMatchObject([{ version: 2 }]);
  });

  it('of two drafts whose last votes come at once, one holds', async () => {
    const [one, two] = [await replica(), await replica()];
    const drafts = [];
    for (const data of [frozen, { ...defaultGuardrails, selfApproval: [] }]) {
      drafts.push(
        (await one.guardrails.draft({ data, reason, basedOn: 1 }, as('ada')))
          .version,
      );
    }
    for (const { version, digest } of drafts) {
      await one.guardrails.activate({ version, digest, reason }, as('ada'));
    }
    await Promise.allSettled(
      drafts.map(({ version, digest }, i) =>
        (i ? one : two).guardrails.activate(
          { version, digest, reason },
          as('ben'),
        ),
      ),
    );
    const active = await knex('guardrail_versions').where({ status: 'active' });
    expect(active).toHaveLength(1);
    expect((await one.guardrails.active()).version).toBe(active[0].version);
    expect((await two.guardrails.active()).version).toBe(active[0].version);
    expect((await one.guardrails.active()).version).toBeGreaterThan(1);
  });

  it('do not change by one person with two accounts, by strangers, by who has left, or by old votes', async () => {
    people.set(
      'user:default/ada-admin',
      someone('user:default/ada-admin', {
        aliases: ['user:default/ada', 'user:default/ada-admin'],
      }),
    );
    people.set(
      'user:default/bot',
      someone('user:default/bot', { agent: true }),
    );
    people.set('user:default/dev', someone('user:default/dev', { groups: [] }));
    const { guardrails } = await replica();
    const { digest } = (
      await guardrails.draft({ data: frozen, reason, basedOn: 1 }, as('ada'))
    ).version;
    const vote = (name: string) =>
      guardrails.activate({ version: 2, digest, reason }, as(name));

    expect((await vote('ada')).activation.given).toBe(1);
    expect((await vote('ada-admin')).activation.given).toBe(1);
    await expect(vote('bot')).rejects.toThrow(/is software/);
    await expect(vote('dev')).rejects.toThrow(/role policy-admin/);
    await expect(vote('nobody')).rejects.toThrow(/origin that is trusted/);

    // Ben votes first of all for a while, and leaves before it counts.
    people.delete('user:default/ada');
    people.delete('user:default/ada-admin');
    expect((await vote('ben')).activation.given).toBe(1);
    now = Date.now() + 25 * 60 * 60_000;
    expect((await vote('cem')).version.status).toBe('draft');
    expect((await guardrails.active()).version).toBe(1);
  });

  it('do not change by rows that somebody writes into the database', async () => {
    const { guardrails, policy } = await replica();
    const { digest } = (
      await guardrails.draft({ data: frozen, reason, basedOn: 1 }, as('ada'))
    ).version;
    // A vote of which the ledger knows nothing.
    await knex('guardrail_votes').insert({
      version: 2,
      round: 1,
      by: 'user:default/cem',
      at: Date.now(),
      entry_id: newEntryId(),
    });
    expect(
      await guardrails.activate({ version: 2, digest, reason }, as('ada')),
    ).toMatchObject({ version: { status: 'draft' }, activation: { given: 1 } });

    // A version that nobody activated: policy stops rather than judge by it.
    await knex('guardrail_versions')
      .where({ version: 1 })
      .update({ status: 'former' });
    await knex('guardrail_versions')
      .where({ version: 2 })
      .update({ status: 'active' });
    await expect(guardrails.active()).rejects.toThrow(/does not know/);
    expect(await policy.evaluate(somePolicyInput())).toMatchObject({
      decision: 'deny',
      evaluated: false,
    });
    // Put right again, it goes on.
    await knex('guardrail_versions')
      .where({ version: 2 })
      .update({ status: 'draft' });
    await knex('guardrail_versions')
      .where({ version: 1 })
      .update({ status: 'active' });
    expect((await guardrails.active()).version).toBe(1);
    expect(await policy.evaluate(somePolicyInput())).toMatchObject({
      evaluated: true,
    });
    // Its data changed in place.
    await knex('guardrail_versions')
      .where({ version: 1 })
      .update({ data: guardrailDigest(frozen).text, digest: 'sha256:0' });
    await expect(guardrails.active()).rejects.toThrow(
      /changed in the database/,
    );
  });

  it('that break an invariant can be drafted and never activated', async () => {
    const { guardrails } = await replica();
    const cases: [GuardrailData, RegExp][] = [
      [
        {
          ...defaultGuardrails,
          matrix: {
            ...defaultGuardrails.matrix,
            L1_OBSERVATION: {
              ...defaultGuardrails.matrix.L1_OBSERVATION,
              low: 'approve',
            },
          },
        },
        /low in development \(observation-writes-nothing\)/,
      ],
      [
        {
          ...defaultGuardrails,
          rules: [
            {
              id: 'no-reads',
              effect: 'deny',
              when: { verbs: ['read'], environments: ['production'] },
              message: 'No.',
            },
          ],
        },
        /production \(plain-reads-pass\)/,
      ],
    ];
    for (const [data, sentence] of cases) {
      const { version } = await guardrails.draft(
        { data, reason, basedOn: 1 },
        as('ada'),
      );
      await expect(
        guardrails.activate({ ...version, reason }, as('ben')),
      ).rejects.toThrow(sentence);
    }
    expect(await entries('guardrails:vote')).toEqual([]);
  });

  it('ask in production for presence, and for two people whatever is configured', async () => {
    let present = false;
    const { guardrails } = await replica({
      production: true,
      activationPeople: 1,
      presence: {
        find: async () =>
          present ? { method: 'sign-in', at: Date.now() } : undefined,
        status: () => ({ possible: true, sentence: '' }),
      },
    });
    const { digest } = (
      await guardrails.draft({ data: frozen, reason, basedOn: 1 }, as('ada'))
    ).version;
    const vote = () =>
      guardrails.activate({ version: 2, digest, reason }, as('ada'));
    await expect(vote()).rejects.toThrow(/sign in again for exactly this/);
    present = true;
    expect(await vote()).toMatchObject({
      version: { status: 'draft' },
      activation: { needed: 2, given: 1 },
    });
    expect((await entries('guardrails:vote'))[0].contextTags.presence).toBe(
      'sign-in',
    );
    const blind = await replica({ production: true });
    await expect(
      blind.guardrails.activate({ version: 2, digest, reason }, as('ben')),
    ).rejects.toThrow(/cannot ask for it/);
    const alone = await replica({ activationPeople: 1 });
    expect(
      await alone.guardrails.activate(
        { version: 2, digest, reason },
        as('cem'),
      ),
    ).toMatchObject({ version: { status: 'active' } });
  });

  it('are kept in pages, and drafts have an end', async () => {
    const { guardrails } = await replica();
    for (let i = 0; i < 50; i++) {
      await guardrails.draft(
        {
          data: {
            ...defaultGuardrails,
            expiryMinutes: { standard: 100 + i, incident: 60, elevation: 30 },
          },
          reason,
          basedOn: 1,
        },
        as('ada'),
      );
    }
    await expect(
      guardrails.draft({ data: frozen, reason, basedOn: 1 }, as('ada')),
    ).rejects.toThrow(/50 drafts/);
    await expect(
      guardrails.draft(
        { data: defaultGuardrails, reason, basedOn: 1 },
        as('ada'),
      ),
    ).rejects.toThrow(/hold already/);
    await expect(
      guardrails.draft(
        { data: { ...frozen, caps: {} }, reason, basedOn: 1 },
        as('ada'),
      ),
    ).rejects.toThrow(/caps/);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await guardrails.list(
        { limit: 20, ...(cursor && { cursor }) },
        as('ada'),
      );
      seen.push(...page.items.map(({ version }) => version));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 51 }, (_, i) => 51 - i));
  });

  it('are simulated against what was decided, without holding anything up', async () => {
    const { guardrails } = await replica();
    const at = Date.now();
    const decided = (plan: number, inputs: PolicyInput[], days = 0) => ({
      id: newEntryId(at + plan),
      plan_id: newEntryId(at + plan),
      plan_hash: `sha256:${plan}`,
      entity_ref: 'component:default/checkout',
      decision: 'require-approval',
      approvers: 2,
      inputs: JSON.stringify(inputs),
      result: '{}',
      policy_version: 'wasm+1',
      at: at - days * 24 * 60 * 60_000,
      entry_id: newEntryId(at + plan),
    });
    const inTest = somePolicyInput();
    inTest.context.environment = 'test';
    const rows = Array.from({ length: 300 }, (_, i) =>
      decided(i, i < 4 ? [inTest, somePolicyInput()] : [inTest]),
    );
    rows.push(decided(301, [somePolicyInput()], 31));
    for (const row of rows) {
      await knex('plan_decisions').insert(row);
    }
    const stricter: GuardrailData = {
      ...defaultGuardrails,
      approvals: [
        ...defaultGuardrails.approvals,
        { environment: 'production', tier: 'high', approvers: 3 },
      ],
    };
    // A tier and a freeze are of the guardrails as well, and are looked up anew.
    const planned = decided(400, [
      {
        ...somePolicyInput(),
        context: { ...inTest.context },
        risk: { ...inTest.risk, tier: 'medium' },
      },
    ]);
    await knex('plan_decisions').insert(planned);
    await knex('plan_revisions').insert({
      plan_id: planned.plan_id,
      revision: 1,
      content: JSON.stringify({
        intent: 'Scale',
        reason: 'Load',
        entityRef: 'component:default/checkout',
        steps: [{ id: 'one', operation: 'kubernetes:scale', input: {} }],
        start: 'on-approval',
        source: 'ui',
      }),
      resolved: '[]',
      plan_hash: planned.plan_hash,
      created_by: 'user:default/ada',
      created_at: at,
    });
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 1);
    const simulation = await guardrails.simulate({ data: stricter }, as('ada'));
    clearInterval(clock);

    expect(simulation).toMatchObject({ decisions: 301, changed: 4 });
    expect(simulation.sentence).toContain('these 4 would change');
    expect(simulation.items[0]).toMatchObject({
      operation: 'kubernetes:scale',
      before: 'require-approval',
      after: 'require-approval',
      approversBefore: 2,
      approversAfter: 3,
    });
    expect(turns).toBeGreaterThan(1);
    const closing: GuardrailData = {
      ...defaultGuardrails,
      freezes: [
        {
          id: 'quarter-end',
          from: '2026-01-01T00:00:00Z',
          environments: ['test'],
          reason: 'Quarter end',
        },
      ],
    };
    expect(
      await guardrails.simulate({ data: closing }, as('ada')),
    ).toMatchObject({
      changed: 1,
      items: [
        {
          planId: planned.plan_id,
          after: 'deny',
          ruleIds: ['freeze-active', 'approval-needed'],
        },
      ],
    });
    expect(
      await guardrails.simulate({ version: 1, days: 1 }, as('ada')),
    ).toMatchObject({ changed: 0, items: [] });
    await expect(guardrails.simulate({}, as('ada'))).rejects.toThrow(/either/);
  });
});
