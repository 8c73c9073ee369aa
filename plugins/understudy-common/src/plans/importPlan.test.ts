import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import {
  computeFacts,
  defaultGuardrails,
  exportPlan,
  importPlan,
  parsePlanContent,
  planHash,
  planLimits,
  planSources,
  planStarts,
  type PlanContent,
  type PlanRevision,
} from '..';
import { somePlan } from './__testUtils__/somePlan';

function someRevision(): PlanRevision {
  const { content, resolved } = somePlan();
  return {
    planId: 'p1',
    revision: 3,
    content,
    resolved,
    planHash: planHash({ content, resolved }),
    createdBy: 'user:default/ada',
    createdAt: '2026-03-02T09:56:00.000Z',
    facts: computeFacts({
      content,
      resolved,
      operations: [
        { id: 'kubernetes:get', verb: 'read', reversible: true },
        { id: 'kubernetes:scale', verb: 'scale', reversible: true },
      ],
      guardrails: defaultGuardrails,
      environment: { name: 'production', known: true },
      level: { held: 'L2_SUGGESTION', cap: 'L2_SUGGESTION' },
      dependants: [],
      freezes: [],
      now: new Date('2026-03-02T10:00:00Z'),
    }),
  };
}

const exported = (): any => exportPlan(someRevision());
const imported = (document: unknown) => importPlan(JSON.stringify(document));

function refusal(text: string): string {
  try {
    importPlan(text);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  return 'It was taken.';
}

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter(text => text.trim() !== '');

/** Any plan that may be written down. */
const anyContent: fc.Arbitrary<PlanContent> = fc
  .record(
    {
      intent: words,
      reason: words,
      entityRef: fc.constantFrom('component:default/checkout', 'api:x/y'),
      start: fc.constantFrom(...planStarts),
      source: fc.constantFrom(...planSources),
      incident: words,
      steps: fc.uniqueArray(
        fc.record(
          {
            id: fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/),
            operation: fc.constantFrom('kubernetes:scale', 'argocd:app:sync'),
            title: words,
            input: fc
              .dictionary(
                fc
                  .string({ unit: 'grapheme' })
                  .filter(key => key !== '__proto__'),
                fc.jsonValue({ maxDepth: 3, noUnicodeString: false }),
                { maxKeys: 4 },
              )
              .map(value => JSON.parse(JSON.stringify(value)) as JsonObject),
            requiresApproval: fc.boolean(),
            onFailure: fc.constantFrom('stop' as const, 'undo' as const),
          },
          { requiredKeys: ['id', 'operation', 'title', 'input'] },
        ),
        { minLength: 1, maxLength: 5, selector: step => step.id },
      ),
    },
    {
      requiredKeys: [
        'intent',
        'reason',
        'entityRef',
        'start',
        'source',
        'steps',
      ],
    },
  )
  // Keys such as __proto__ deep inside are refused, see below.
  .filter(content => !JSON.stringify(content).includes('__proto__'));

describe('exportPlan and importPlan', () => {
  it('make a document that people can read, in the shape they know', () => {
    const document = exported();

    expect(document).toMatchObject({
      format: 'understudy-plan/v1',
      id: 'p1',
      revision: 3,
      prompt: 'Give the checkout more room for the sale',
      targetCluster: 'production-eu',
      targetNamespace: 'shop',
      riskSummary: { level: 'low' },
    });
    expect(document.steps[0]).toMatchObject({
      sequence: 1,
      operationType: 'diagnostic',
      risk: { severity: 'read', code: 'OPS-DIAG-001' },
    });
    expect(document.steps[1]).toMatchObject({
      sequence: 2,
      operationType: 'mutating',
      command: 'kubectl scale deployment/checkout --replicas=5',
      dryRunAvailable: true,
      affectedResources: ['Deployment/checkout'],
      target: {
        cluster: 'production-eu',
        namespace: 'shop',
        resource: 'Deployment/checkout',
      },
      risk: {
        severity: 'low',
        code: 'OPS-MUT-100',
        description:
          'The guardrails rate scale up by at most 2, within the quota, as low.',
      },
      diffPreview: {
        summary: 'replicas 3 → 5',
        changes: [
          {
            resource: 'Deployment/checkout',
            path: '/spec/replicas',
            before: 3,
            after: 5,
          },
        ],
      },
    });
  });

  it('lose nothing of any plan on the way', () => {
    const taken = imported(exported());
    expect(taken).toEqual(someRevision().content);

    fc.assert(
      fc.property(anyContent, content => {
        const parsed = parsePlanContent(content);
        const back = imported(
          exportPlan({ ...someRevision(), content: parsed, resolved: [] }),
        );
        expect(back).toEqual(parsed);
        const resolved = parsed.steps.map(({ id }) => ({
          stepId: id,
          targets: [],
        }));
        expect(planHash({ content: back, resolved })).toBe(
          planHash({ content: parsed, resolved }),
        );
      }),
    );
  });

  it('take over no claim about targets, risks and hashes', () => {
    const document = exported();
    document.planHash = 'sha256:claimed';
    document.riskSummary.level = 'read';
    document.steps[1].risk.severity = 'read';
    document.steps[1].command = 'rm -rf /';
    document.steps[1].target.cluster = 'elsewhere';

    expect(imported(document)).toEqual(someRevision().content);
  });

  it('fill in what a document of another house leaves out, and nothing that would act', () => {
    const document = {
      prompt: 'More room',
      confidence: 0.4,
      steps: [
        { sequence: 1, operation: 'kubernetes:get', command: 'kubectl get' },
      ],
    };

    expect(
      importPlan(JSON.stringify(document), {
        reason: 'The sale',
        entityRef: 'component:checkout',
      }),
    ).toEqual({
      intent: 'More room',
      reason: 'The sale',
      entityRef: 'component:default/checkout',
      start: 'when-started',
      source: 'api',
      steps: [
        {
          id: 's1',
          operation: 'kubernetes:get',
          input: {},
          title: 'kubernetes:get',
        },
      ],
    });
    expect(refusal(JSON.stringify(document))).toMatch(
      /^The plan is not valid at \/reason: .*\/entityRef: /,
    );
    expect(
      refusal(
        JSON.stringify({
          ...exported(),
          steps: [{ sequence: 1, command: 'kubectl delete ns shop' }],
        }),
      ),
    ).toBe(
      'The plan is not valid at /steps/0/operation: the step has only a command, and no command line is ever run; name an operation such as kubernetes:scale, and its input',
    );
  });

  describe('refuse with a place and a sentence', () => {
    const text = (change: (document: any) => void) => {
      const document = exported();
      change(document);
      return JSON.stringify(document);
    };
    const deep = (levels: number) =>
      `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    const withInput = (input: string) =>
      text(document => (document.steps[1].input = 'HERE')).replace(
        '"HERE"',
        input,
      );

    it.each<[string, string, string | RegExp]>([
      [
        'nothing',
        '',
        'The plan breaks off at its beginning (line 1, column 1)',
      ],
      [
        'a word',
        'hello',
        'The plan is not JSON at its beginning (line 1, column 1)',
      ],
      [
        'null',
        'null',
        'The plan is not valid at the document: must be an object',
      ],
      [
        'a list',
        '[]',
        'The plan is not valid at the document: must be an object',
      ],
      [
        'a second document',
        `${JSON.stringify(exported())}{}`,
        /^The plan goes on after its end/,
      ],
      ['a comment', '{ /* */ }', /^The plan is not JSON/],
      ['a trailing comma', '{"a":1,}', /^The plan is not JSON/],
      [
        'a lonely comma',
        '{"steps":[,]}',
        'The plan is not JSON at /steps/0 (line 1, column 11)',
      ],
      [
        'NaN',
        '{"revision":NaN}',
        'The plan is not JSON at /revision (line 1, column 13)',
      ],
      [
        'a huge number',
        '{"revision":1e999}',
        'The plan has a number that is too large at /revision (line 1, column 13)',
      ],
      [
        'half a character',
        '{"prompt":"\\ud800"}',
        'The plan has half a character at /prompt (line 1, column 11)',
      ],
      [
        'a key twice',
        '{"prompt":"a","prompt":"b"}',
        'The plan has the same key twice at /prompt (line 1, column 23)',
      ],
      [
        'a key twice, written otherwise',
        '{"prompt":"a","pr\\u006fmpt":"b"}',
        /has the same key twice at \/prompt/,
      ],
      [
        '__proto__',
        '{"__proto__":{"steps":[]}}',
        'The plan has a key that nobody may use at /__proto__ (line 1, column 13)',
      ],
      [
        '__proto__ deep inside',
        withInput('{"a":[{"__proto__":1}]}'),
        /nobody may use at \/steps\/1\/input\/a\/0\/__proto__/,
      ],
      [
        'too much',
        `"${'x'.repeat(planLimits.importLength)}"`,
        `The plan has ${planLimits.importLength + 2} characters; at most ${
          planLimits.importLength
        } are read`,
      ],
      [
        'what is nested too deep',
        deep(100_000),
        /^The plan is nested more than 36 deep/,
      ],
      [
        'lists nested too deep',
        '['.repeat(100_000),
        /^The plan is nested more than 36 deep/,
      ],
      [
        'an input nested too deep',
        withInput(deep(33)),
        'The plan is not valid at /steps/1/input: must not be nested more than 32 deep',
      ],
      [
        'another format',
        text(d => (d.format = 'understudy-plan/v2')),
        'The plan is not valid at /format: must be understudy-plan/v1; another version may mean something else by the same words',
      ],
      [
        'a format that is none',
        text(d => (d.format = 1)),
        /at \/format: must be understudy-plan\/v1/,
      ],
      [
        'a field nobody knows',
        text(d => (d.then = [])),
        'The plan is not valid at /then: nobody knows this field',
      ],
      [
        'a field of a step nobody knows',
        text(d => (d.steps[1].force = true)),
        'The plan is not valid at /steps/1/force: nobody knows this field',
      ],
      [
        'two intents',
        text(d => (d.intent = 'Delete it')),
        'The plan is not valid at /prompt: says something else than intent',
      ],
      [
        'steps in another order',
        text(d => d.steps.reverse()),
        'The plan is not valid at /steps/0/sequence: must be 1, the place of the step in the list',
      ],
      [
        'no steps',
        text(d => (d.steps = [])),
        'The plan is not valid at /steps: must have a step',
      ],
      [
        'steps that are no list',
        text(d => (d.steps = { 0: d.steps[0] })),
        /at \/steps: /,
      ],
      [
        'a step that is null',
        text(d => (d.steps[0] = null)),
        /at \/steps\/0: /,
      ],
      [
        '51 steps',
        text(
          d =>
            (d.steps = Array.from({ length: 51 }, (_, i) => ({
              ...d.steps[0],
              id: `s${i}`,
              sequence: i + 1,
            }))),
        ),
        'The plan is not valid at /steps: must not have more than 50 steps',
      ],
      [
        'two steps of one id',
        text(d => (d.steps[1].id = 's1')),
        'The plan is not valid at /steps/1/id: is taken by an earlier step: s1',
      ],
      [
        'an input that is a list',
        withInput('[]'),
        'The plan is not valid at /steps/1/input: must be an object',
      ],
      [
        'an empty prompt',
        text(d => (d.prompt = ' ')),
        'The plan is not valid at /prompt: must not be empty',
      ],
      [
        'a long prompt',
        text(d => (d.prompt = 'x'.repeat(4001))),
        'The plan is not valid at /prompt: must not have more than 4000 characters',
      ],
      ['a start nobody knows', text(d => (d.start = 'now')), /at \/start: /],
      [
        'a door nobody knows',
        text(d => (d.source = 'window')),
        /at \/source: /,
      ],
      ['a number as a reason', text(d => (d.reason = 7)), /at \/reason: /],
    ])('%s', (_, given, message) => {
      expect(refusal(given)).toMatch(message);
    });

    it('what was only half written, wherever it ends', () => {
      const whole = JSON.stringify(exported(), undefined, 1);
      fc.assert(
        fc.property(fc.nat(whole.length - 1), length => {
          expect(refusal(whole.slice(0, length))).toMatch(
            /^The plan (breaks off|is not JSON) at .+ \(line \d+, column \d+\)$/,
          );
        }),
      );
    });

    it('whatever else, without falling over', () => {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.string(),
            fc.json(),
            fc.json().map(json => `{"steps":[${json}]}`),
          ),
          given => {
            expect(refusal(given)).toMatch(/^The plan /);
          },
        ),
        { numRuns: 500 },
      );
    });
  });
});

describe('parsePlanContent', () => {
  const refused = (change: (content: any) => void) => {
    const content = JSON.parse(JSON.stringify(somePlan().content));
    change(content);
    try {
      parsePlanContent(content);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return (error as Error).message;
    }
    return 'It was taken.';
  };

  it('takes a plan, and writes its entity as the catalog does', () => {
    const { content } = somePlan();

    expect(
      parsePlanContent({ ...content, entityRef: 'Component:Checkout' }),
    ).toEqual(content);
  });

  it.each<[string, (content: any) => void]>([
    ['/planHash', c => (c.planHash = 'x')],
    ['/steps/1/command', c => (c.steps[1].command = 'x')],
    [
      '/steps/0/__proto__',
      c =>
        Object.defineProperty(c.steps[0], '__proto__', {
          value: {},
          enumerable: true,
        }),
    ],
    ['/steps/0/operation', c => (c.steps[0].operation = 'rm -rf /')],
    ['/steps/0/operation', c => (c.steps[0].operation = 'kubernetes')],
    [
      '/steps/0/operation',
      c => (c.steps[0].operation = `k:${'x'.repeat(127)}`),
    ],
    ['/steps/0/id', c => (c.steps[0].id = '../s1')],
    ['/steps/0/title', c => (c.steps[0].title = 'x'.repeat(301))],
    ['/steps/0/title', c => delete c.steps[0].title],
    ['/steps/1/onFailure', c => (c.steps[1].onFailure = 'go on')],
    ['/steps/1/requiresApproval', c => (c.steps[1].requiresApproval = 'no')],
    ['/steps/1/input', c => (c.steps[1].input = null)],
    ['/steps/1/input', c => (c.steps[1].input.text = 'x'.repeat(70_000))],
    ['/steps/1/input', c => (c.steps[1].input.half = '\ud800')],
    ['/steps/1/input', c => (c.steps[1].input.at = new Date())],
    ['/steps/1/input', c => (c.steps[1].input.count = NaN)],
    ['/entityRef', c => (c.entityRef = 'checkout')],
    ['/entityRef', c => (c.entityRef = '')],
    ['/incident', c => (c.incident = 'x'.repeat(301))],
    ['/intent', c => (c.intent = 'half \udc00')],
  ])('refuses what is wrong at %s', (pointer, change) => {
    expect(refused(change)).toMatch(
      new RegExp(`^The plan is not valid at ${pointer}: `),
    );
  });

  it('keeps a key such as __proto__ out of the way of everything else', () => {
    const input = JSON.parse('{"__proto__":{"replicas":0},"constructor":1}');
    const { content } = somePlan();
    const [first] = content.steps;

    const parsed = parsePlanContent({
      ...content,
      steps: [{ ...first, input }],
    });

    expect(Object.keys(parsed.steps[0].input)).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(parsed.steps[0].input.replicas).toBeUndefined();
    expect(({} as any).replicas).toBeUndefined();
  });
});
