import { InputError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { planHash, previewDigest, type PreviewChange } from '..';
import { somePlan, someTarget } from './__testUtils__/somePlan';

type Plan = ReturnType<typeof somePlan>;
type Path = (string | number)[];

/** What is shown, and never bound. */
const unbound = [
  /^\/resolved\/\d+\/targets\/\d+\/(resourceVersion|observed)(\/|$)/,
  /^\/resolved\/\d+\/preview\/(at|summary|command|undoCommand|outcome|warnings|digest)(\/|$)/,
];
const isBound = (path: Path) =>
  !unbound.some(pattern => pattern.test(`/${path.join('/')}`));

/** Every value in a plan that has no values inside of it. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  return Object.entries(value).flatMap(([key, item]) =>
    leaves(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function changed(plan: Plan, path: Path, change: (old: JsonValue) => unknown) {
  const copy = JSON.parse(JSON.stringify(plan));
  const parent = path.slice(0, -1).reduce((at, key) => at[key], copy);
  const key = path[path.length - 1];
  const value = change(parent[key]);
  if (value === undefined) {
    delete parent[key];
  } else {
    parent[key] = value;
  }
  return copy as Plan;
}

function other(value: JsonValue): JsonValue {
  switch (typeof value) {
    case 'number':
      return value + 1;
    case 'boolean':
      return !value;
    default:
      return `${value}x`;
  }
}

/** The same object with its keys in another order. */
function shuffled<T>(value: T, random: () => number): T {
  if (Array.isArray(value)) {
    return value.map(item => shuffled(item, random)) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => ({ key, item, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ key, item }) => [key, shuffled(item, random)]),
  ) as T;
}

describe('planHash', () => {
  const plan = somePlan();
  const hash = planHash(plan);

  it('stays what it is: approvals of last year are checked by it', () => {
    // Also computed in another language, from the design alone.
    expect(hash).toBe(
      'sha256:2a5ad3d4c1d6c26393ee8f5ccae29c68500a3199e3f0fe79229f6f0adb14e134',
    );
    // Every optional field left out.
    expect(
      planHash({
        content: {
          ...plan.content,
          incident: undefined,
          steps: [{ ...plan.content.steps[0], input: {} }],
        },
        resolved: [
          {
            stepId: 's1',
            targets: [someTarget({ namespace: undefined })],
          },
        ],
      }),
    ).toBe(
      'sha256:12f8ea109322f8ab508f39544946a26b19a826d03d62e95570326d9cb87662b3',
    );
  });

  it('is the same whatever order the keys stand in', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        places => {
          const random = () => places.next().value as number;
          expect(planHash(shuffled(plan, random))).toBe(hash);
        },
      ),
    );
  });

  it('is the same for what is left out and for what is undefined or the default', () => {
    const { content, resolved } = plan;
    const [first, second] = content.steps;

    expect(
      planHash({
        content: {
          ...content,
          steps: [
            {
              ...first,
              requiresApproval: false,
              onFailure: 'stop',
              input: { ...first.input, labelSelector: undefined },
            },
            second,
          ],
        },
        resolved,
      }),
    ).toBe(hash);
  });

  const bound = leaves(plan).filter(isBound);
  const free = leaves(plan).filter(path => !isBound(path));

  it('binds and leaves free what this test thinks it does', () => {
    const fields = (paths: Path[]) =>
      Array.from(
        new Set(paths.map(path => `/${path.join('/')}`.replace(/\d+/g, '#'))),
      ).sort();

    expect(fields(bound)).toEqual([
      '/content/entityRef',
      '/content/incident',
      '/content/intent',
      '/content/reason',
      '/content/source',
      '/content/start',
      '/content/steps/#/id',
      '/content/steps/#/input/apiVersion',
      '/content/steps/#/input/cluster',
      '/content/steps/#/input/kind',
      '/content/steps/#/input/name',
      '/content/steps/#/input/namespace',
      '/content/steps/#/input/replicas',
      '/content/steps/#/onFailure',
      '/content/steps/#/operation',
      '/content/steps/#/title',
      '/resolved/#/preview/changes/#/after',
      '/resolved/#/preview/changes/#/before',
      '/resolved/#/preview/changes/#/path',
      '/resolved/#/preview/changes/#/target/cluster',
      '/resolved/#/preview/changes/#/target/clusterUid',
      '/resolved/#/preview/changes/#/target/kind',
      '/resolved/#/preview/changes/#/target/name',
      '/resolved/#/preview/changes/#/target/namespace',
      '/resolved/#/preview/changes/#/target/system',
      '/resolved/#/preview/changes/#/target/uid',
      '/resolved/#/preview/simulated',
      '/resolved/#/stepId',
      '/resolved/#/targets/#/cluster',
      '/resolved/#/targets/#/clusterUid',
      '/resolved/#/targets/#/fingerprint',
      '/resolved/#/targets/#/kind',
      '/resolved/#/targets/#/name',
      '/resolved/#/targets/#/namespace',
      '/resolved/#/targets/#/system',
      '/resolved/#/targets/#/uid',
    ]);
    expect(free.length).toBeGreaterThan(20);
  });

  function hashOrRefusal(changedPlan: Plan): string {
    try {
      return planHash(changedPlan);
    } catch (error) {
      return `${error}`;
    }
  }

  it.each(bound.map(path => [`/${path.join('/')}`, path] as const))(
    'moves with %s',
    (_, path) => {
      expect(hashOrRefusal(changed(plan, path, other))).not.toBe(hash);
      expect(hashOrRefusal(changed(plan, path, () => undefined))).not.toBe(
        hash,
      );
    },
  );

  it.each(free.map(path => [`/${path.join('/')}`, path] as const))(
    'stays with %s',
    (_, path) => {
      expect(planHash(changed(plan, path, other))).toBe(hash);
      expect(planHash(changed(plan, path, () => undefined))).toBe(hash);
    },
  );

  it('moves with what is added, taken away, or put in another order', () => {
    const { content, resolved } = plan;
    const [first, second] = content.steps;
    const twin = someTarget({ uid: 'born-again' });
    const more: Plan[] = [
      { content: { ...content, steps: [second, first] }, resolved },
      { content: { ...content, steps: [first] }, resolved: [resolved[0]] },
      {
        content: {
          ...content,
          steps: [{ ...first, requiresApproval: true }, second],
        },
        resolved,
      },
      {
        content: {
          ...content,
          steps: [{ ...first, input: { ...first.input, more: null } }, second],
        },
        resolved,
      },
      {
        content,
        resolved: [
          { ...resolved[0], targets: [...resolved[0].targets, twin] },
          resolved[1],
        ],
      },
      { content, resolved: [{ ...resolved[0], targets: [] }, resolved[1]] },
      {
        content,
        resolved: [resolved[0], { ...resolved[1], preview: undefined }],
      },
      {
        content,
        resolved: [
          resolved[0],
          {
            ...resolved[1],
            preview: {
              ...resolved[1].preview!,
              changes: resolved[1].preview!.changes.map(change => ({
                ...change,
                masked: true,
              })),
            },
          },
        ],
      },
    ];

    const hashes = more.map(planHash);
    expect(new Set([hash, ...hashes]).size).toBe(more.length + 1);
  });

  it('does not care in which order a system lists targets and changes', () => {
    const { content, resolved } = plan;
    const targets = ['a', 'b', 'c'].map(uid => someTarget({ uid, name: uid }));
    const preview = resolved[1].preview!;
    const changes: PreviewChange[] = targets.flatMap(target => [
      { target, path: '/spec/replicas', before: 3, after: 5 },
      { target, path: '/spec/paused', after: true },
    ]);
    const of = (listed: typeof targets, shown: PreviewChange[]) =>
      planHash({
        content,
        resolved: [
          resolved[0],
          {
            stepId: 's2',
            targets: listed,
            preview: { ...preview, changes: shown },
          },
        ],
      });
    const expected = of(targets, changes);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(targets, { minLength: 3 }),
        fc.shuffledSubarray(changes, { minLength: 6 }),
        (listed, shown) => {
          expect(of(listed, shown)).toBe(expected);
        },
      ),
    );
  });

  it('believes no digest that somebody wrote beside the changes', () => {
    const { content, resolved } = plan;
    const lying = {
      ...resolved[1],
      preview: {
        ...resolved[1].preview!,
        changes: [{ ...resolved[1].preview!.changes[0], after: 500 }],
      },
    };

    expect(planHash({ content, resolved: [resolved[0], lying] })).not.toBe(
      hash,
    );
  });

  it('refuses what has no one meaning', () => {
    const { content, resolved } = plan;
    const [first, second] = content.steps;

    expect(() => planHash({ content, resolved: [resolved[0]] })).toThrow(
      new InputError('The step s2 has no targets yet: preview the plan first'),
    );
    expect(() =>
      planHash({ content, resolved: [...resolved, resolved[0]] }),
    ).toThrow('A step of the plan was resolved twice');
    expect(() =>
      planHash({
        content,
        resolved: [...resolved, { stepId: 's9', targets: [] }],
      }),
    ).toThrow('The plan has no step s9, but targets for it');
    expect(() =>
      planHash({
        content: { ...content, steps: [first, { ...second, id: 's1' }] },
        resolved,
      }),
    ).toThrow('Two steps of the plan have the same id');
    expect(() =>
      planHash({
        content: {
          ...content,
          steps: [{ ...first, input: { at: new Date() as never } }, second],
        },
        resolved,
      }),
    ).toThrow(InputError);
  });
});

describe('previewDigest', () => {
  const { resourceVersion, fingerprint, observed, ...target } = someTarget();
  const change = (more: Partial<PreviewChange>): PreviewChange => ({
    target,
    path: '/spec/replicas',
    before: 3,
    after: 5,
    ...more,
  });

  it('leaves out what a cluster keeps by itself, of Kubernetes only', () => {
    const real = change({});
    const noise = [
      '/status/readyReplicas',
      '/metadata/resourceVersion',
      '/metadata/managedFields/0/time',
      '/metadata/generation',
      '/metadata/annotations/deployment.kubernetes.io~1revision',
    ].map(path => change({ path }));

    expect(previewDigest([real, ...noise], false)).toBe(
      previewDigest([real], false),
    );
    const elsewhere = noise.map(one => ({
      ...one,
      target: { ...target, system: 'argocd' },
    }));
    expect(previewDigest([real, ...elsewhere], false)).not.toBe(
      previewDigest([real], false),
    );
    // An annotation of somebody who only begins alike is no noise.
    expect(
      previewDigest(
        [change({ path: '/metadata/annotations/example.com~1revision' })],
        false,
      ),
    ).not.toBe(previewDigest([], false));
  });

  it('tells no value from the value null, and a simulation from a dry run', () => {
    const digests = [
      previewDigest([change({ before: undefined })], false),
      previewDigest([change({ before: null })], false),
      previewDigest([change({ after: undefined })], false),
      previewDigest([change({ after: null })], false),
      previewDigest([change({})], false),
      previewDigest([change({})], true),
      previewDigest([change({}), change({})], false),
      previewDigest([], false),
    ];

    expect(new Set(digests).size).toBe(digests.length);
  });
});
