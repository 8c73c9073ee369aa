import { InputError } from '@backstage/errors';
import { z } from 'zod';
import {
  defaultGuardrails,
  environmentNames,
  guardrailJsonSchema,
  parseGuardrails,
  takeoverLevels,
  type GuardrailData,
} from '..';

/** Something in every list. */
function someGuardrails(): GuardrailData {
  return {
    ...structuredClone(defaultGuardrails),
    approvals: [
      {
        environment: 'production',
        tier: 'high',
        approvers: 2,
        rules: [{ id: 'owners', groups: ['group:default/shop'], count: 1 }],
      },
    ],
    windows: [
      {
        id: 'night',
        environments: ['production'],
        entities: ['component:default/checkout'],
        days: ['mon', 'sun'],
        from: '22:00',
        to: '06:00',
        timeZone: 'Europe/Berlin',
      },
    ],
    freezes: [
      {
        id: 'sale',
        from: '2026-11-27T00:00:00Z',
        to: '2026-11-30T00:00:00Z',
        environments: ['production'],
        reason: 'The sale',
      },
    ],
    labelSelectors: [{ deny: { 'example.com/hands-off': '*' } }],
    rules: [
      {
        id: 'no-friday',
        effect: 'deny',
        when: {
          environments: ['production'],
          operations: ['kubernetes:*'],
          verbs: ['restart'],
          tiers: ['high'],
          entities: ['component:default/checkout'],
          namespaces: ['shop-*'],
          actors: ['agent'],
        },
        message: 'Not on Fridays',
      },
    ],
  };
}

describe('parseGuardrails', () => {
  it('takes the defaults, and what uses every field, as they are', () => {
    expect(parseGuardrails(defaultGuardrails)).toEqual(defaultGuardrails);
    expect(parseGuardrails(someGuardrails())).toEqual(someGuardrails());
  });

  it('never lets people approve their own plans in production', () => {
    expect(
      parseGuardrails({
        ...defaultGuardrails,
        selfApproval: ['development', 'production'],
      }).selfApproval,
    ).toEqual(['development']);
  });

  it('writes entities and groups as the catalog does, since policy compares letter by letter', () => {
    const data = someGuardrails();
    data.windows[0].entities = ['Component:Checkout'];
    data.rules[0].when.entities = ['component:Default/*'];
    data.approvals[0].rules![0].groups = ['Group:SRE'];

    const parsed = parseGuardrails(data);

    expect(parsed.windows[0].entities).toEqual(['component:default/checkout']);
    expect(parsed.rules[0].when.entities).toEqual(['component:default/*']);
    expect(parsed.approvals[0].rules![0].groups).toEqual(['group:default/sre']);
  });

  // The last column: whether a form that knows only the JSON schema refuses it too.
  const broken: [string, (data: any) => void, boolean?][] = [
    ['/schemaVersion', d => (d.schemaVersion = 2), true],
    ['/schemaVersion', d => delete d.schemaVersion, true],
    ['/autoApprove', d => (d.autoApprove = true), true],
    ['/tiers', d => (d.tiers = {}), true],
    ['/tiers', d => delete d.tiers, true],
    ['/tiers', d => (d.tiers = Array(501).fill(d.tiers[0])), true],
    ['/tiers/0', d => (d.tiers[0] = 'verb:read'), true],
    ['/tiers/0/operation', d => (d.tiers[0].operation = 'read')],
    ['/tiers/0/operation', d => (d.tiers[0].operation = 'verb:fly')],
    ['/tiers/0/operation', d => (d.tiers[0].operation = 'kubernetes:')],
    ['/tiers/0/operation', d => (d.tiers[0].operation = '*')],
    ['/tiers/0/tier', d => (d.tiers[0].tier = 'critical'), true],
    ['/tiers/3/tier', d => (d.tiers[3].tier = 'read')],
    ['/tiers/1/when', d => (d.tiers[1].when = {})],
    ['/tiers/1/when', d => (d.tiers[1].when.scaleToZero = true)],
    [
      '/tiers/1/when/scaleUpAtMost',
      d => (d.tiers[1].when.scaleUpAtMost = 1.5),
      true,
    ],
    [
      '/tiers/1/when/scaleUpAtMost',
      d => (d.tiers[1].when.scaleUpAtMost = -1),
      true,
    ],
    [
      '/tiers/2/when/scaleToZero',
      d => (d.tiers[2].when.scaleToZero = false),
      true,
    ],
    ['/tiers/1/when/scaleDown', d => (d.tiers[1].when.scaleDown = 1), true],
    ['/tiers/1', d => (d.tiers[1] = { ...d.tiers[0], tier: 'high' })],
    ['/productionRaises', d => (d.productionRaises = 'yes'), true],
    ['/criticalVerbs/0', d => (d.criticalVerbs[0] = 'fly'), true],
    ['/criticalVerbs/1', d => (d.criticalVerbs[1] = d.criticalVerbs[0])],
    ['/matrix/L3_SEMI_AUTO', d => delete d.matrix.L3_SEMI_AUTO],
    ['/matrix/L6', d => (d.matrix.L6 = d.matrix.L5_FULLY_AUTONOMOUS), true],
    [
      '/matrix/L1_OBSERVATION/low',
      d => (d.matrix.L1_OBSERVATION.low = 'yes'),
      true,
    ],
    [
      '/matrix/L1_OBSERVATION/critical',
      d => delete d.matrix.L1_OBSERVATION.critical,
      true,
    ],
    [
      '/matrix/L1_OBSERVATION/huge',
      d => (d.matrix.L1_OBSERVATION.huge = 'none'),
      true,
    ],
    ['/caps/production', d => delete d.caps.production],
    ['/caps/production', d => (d.caps.production = 'L9'), true],
    ['/caps/staging', d => (d.caps.staging = 'L1_OBSERVATION'), true],
    ['/rolloutStage', d => (d.rolloutStage = 4), true],
    ['/rolloutStage', d => (d.rolloutStage = '1'), true],
    ['/autoTiers/staging', d => (d.autoTiers.staging = ['low']), true],
    ['/autoTiers/test/0', d => (d.autoTiers.test = ['tiny']), true],
    ['/autoTiers/test/1', d => (d.autoTiers.test = ['low', 'low'])],
    [
      '/approvals/0/environment',
      d => (d.approvals[0].environment = 'staging'),
      true,
    ],
    ['/approvals/0/tier', d => (d.approvals[0].tier = 'huge'), true],
    ['/approvals/0/approvers', d => (d.approvals[0].approvers = 21), true],
    ['/approvals/0/approvers', d => delete d.approvals[0].approvers, true],
    [
      '/approvals/0/rules/0/count',
      d => (d.approvals[0].rules[0].count = 0),
      true,
    ],
    [
      '/approvals/0/rules/0/groups/0',
      d => (d.approvals[0].rules[0].groups[0] = 'sre'),
    ],
    [
      '/approvals/0/rules/1/id',
      d => d.approvals[0].rules.push(d.approvals[0].rules[0]),
    ],
    ['/selfApproval/0', d => (d.selfApproval = ['everywhere']), true],
    ['/lanes/0/id', d => (d.lanes[0].id = 'fast'), true],
    ['/lanes/1/id', d => (d.lanes[1].id = d.lanes[0].id)],
    ['/lanes/0/enabled', d => (d.lanes[0].enabled = 1), true],
    [
      '/lanes/2/breakGlassAfterMinutes',
      d => (d.lanes[2].breakGlassAfterMinutes = 0),
      true,
    ],
    [
      '/lanes/3/excludedVerbs/0',
      d => (d.lanes[3].excludedVerbs[0] = 'fly'),
      true,
    ],
    ['/expiryMinutes/standard', d => (d.expiryMinutes.standard = 0), true],
    ['/expiryMinutes/elevation', d => (d.expiryMinutes.elevation = 241), true],
    ['/expiryMinutes/incident', d => delete d.expiryMinutes.incident, true],
    ['/windows/0/id', d => (d.windows[0].id = 'At night'), true],
    ['/windows/1/id', d => d.windows.push(d.windows[0])],
    ['/windows/0/environments', d => (d.windows[0].environments = []), true],
    ['/windows/0/entities', d => (d.windows[0].entities = [])],
    ['/windows/0/entities/0', d => (d.windows[0].entities = ['checkout'])],
    ['/windows/0/days', d => (d.windows[0].days = []), true],
    ['/windows/0/days/0', d => (d.windows[0].days[0] = 'monday'), true],
    ['/windows/0/from', d => (d.windows[0].from = '24:00'), true],
    ['/windows/0/from', d => (d.windows[0].from = '9:00'), true],
    ['/windows/0/to', d => (d.windows[0].to = '24:01'), true],
    ['/windows/0/to', d => (d.windows[0].to = d.windows[0].from)],
    ['/windows/0/timeZone', d => (d.windows[0].timeZone = 'Mars/Olympus')],
    ['/windows/0/timeZone', d => delete d.windows[0].timeZone, true],
    ['/freezes/0/from', d => (d.freezes[0].from = 'tomorrow')],
    ['/freezes/0/from', d => (d.freezes[0].from = '2026-11-27T00:00:00+01:00')],
    ['/freezes/0/from', d => (d.freezes[0].from = '2026-02-30T00:00:00Z')],
    ['/freezes/0/from', d => (d.freezes[0].from = '2026-02-28T24:00:00Z')],
    ['/freezes/0/to', d => (d.freezes[0].to = d.freezes[0].from)],
    ['/freezes/0/reason', d => (d.freezes[0].reason = ' ')],
    ['/freezes/0/environments', d => (d.freezes[0].environments = [])],
    ['/freezes/1/id', d => d.freezes.push(d.freezes[0])],
    ['/namespaces/0/denied/0', d => (d.namespaces[0].denied[0] = 'a/b'), true],
    ['/namespaces/0/allowed', d => (d.namespaces[0].allowed = [])],
    [
      '/labelSelectors/0/deny/x',
      d => (d.labelSelectors[0].deny.x = 'v'.repeat(64)),
      true,
    ],
    ['/limits/0/maxTargets', d => (d.limits[0].maxTargets = 0.5), true],
    [
      '/limits/0/maxPercentOfReady',
      d => (d.limits[0].maxPercentOfReady = 101),
      true,
    ],
    ['/limits/0/environment', d => delete d.limits[0].environment, true],
    ['/rules/0/effect', d => (d.rules[0].effect = 'allow'), true],
    ['/rules/0/when', d => delete d.rules[0].when, true],
    [
      '/rules/0/when/operations/0',
      d => (d.rules[0].when.operations[0] = '*'),
      true,
    ],
    ['/rules/0/when/verbs', d => (d.rules[0].when.verbs = [])],
    ['/rules/0/when/actors/0', d => (d.rules[0].when.actors = ['robot']), true],
    ['/rules/0/when/weekday', d => (d.rules[0].when.weekday = 'fri'), true],
    ['/rules/0/approvers', d => (d.rules[0].approvers = 0), true],
    ['/rules/0/message', d => (d.rules[0].message = ''), true],
    ['/rules/0/message', d => (d.rules[0].message = 'x'.repeat(1001)), true],
    ['/rules/1/id', d => d.rules.push(d.rules[0])],
  ];

  const spoilt = (change: (data: any) => void) => {
    const data = someGuardrails();
    change(data);
    return data;
  };

  it.each(broken)('names %s where it is broken', (pointer, change) => {
    let found: unknown;
    try {
      parseGuardrails(spoilt(change));
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(InputError);
    expect((found as Error).message).toMatch(
      /^The guardrail data is not valid at /,
    );
    const named = (found as Error).message
      .replace('The guardrail data is not valid at ', '')
      .split('; ')
      .map(fault => fault.split(': ')[0]);
    expect(named).toContain(pointer);
  });

  it('says what is wrong with what is no guardrail data at all', () => {
    for (const value of [undefined, null, 7, 'guardrails', []]) {
      expect(() => parseGuardrails(value)).toThrow(
        /^The guardrail data is not valid at the document: /,
      );
    }
  });

  it('names the first faults of many, and counts the rest', () => {
    expect(() => parseGuardrails({})).toThrow(/; and \d+ more$/);
  });

  describe('and its JSON schema', () => {
    const schema = guardrailJsonSchema();
    const form = z.fromJSONSchema(schema as never);

    it('takes what is right', () => {
      expect(form.safeParse(defaultGuardrails).error).toBeUndefined();
      expect(form.safeParse(someGuardrails()).error).toBeUndefined();
    });

    it.each(broken.filter(([, , byForm]) => byForm))(
      'refuses what is broken at %s',
      (_, change) => {
        expect(form.safeParse(spoilt(change)).success).toBe(false);
      },
    );

    it('wants every level and every environment', () => {
      expect(schema.properties).toMatchObject({
        matrix: { required: takeoverLevels },
        caps: { required: environmentNames },
      });
    });

    it('describes every part of the document to people', () => {
      const { properties } = schema as {
        properties: Record<string, { description?: string }>;
      };

      expect(Object.keys(properties).sort()).toEqual(
        Object.keys(defaultGuardrails).sort(),
      );
      const silent = Object.entries(properties)
        .filter(([, { description }]) => !description)
        .map(([name]) => name);
      expect(silent).toEqual(['schemaVersion']);
    });
  });
});
