import { pod, Session } from '../testing/Session';
import { Raw } from '../types';

const NS = '/api/v1/namespaces/default/pods';
const HOST = 'kubernetes.io/hostname';

function away(labels: Record<string, string>): Raw {
  const term = { labelSelector: { matchLabels: labels }, topologyKey: HOST };
  return {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [term],
      },
    },
  };
}

function near(labels: Record<string, string>, topologyKey = HOST): Raw {
  const term = { labelSelector: { matchLabels: labels }, topologyKey };
  return {
    affinity: {
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] },
    },
  };
}

function onNodes(term: Raw): Raw {
  return {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [term],
        },
      },
    },
  };
}

// The sentences are those of kube-scheduler 1.36.
describe('the scheduler', () => {
  let session: Session;
  beforeEach(async () => {
    session = await Session.start({
      nodes: [
        { name: 'a', labels: { zone: 'one', rank: '1' } },
        { name: 'b', labels: { zone: 'one', rank: '5' } },
        { name: 'c', labels: { zone: 'two', rank: '9' } },
      ],
    });
  });
  afterEach(() => session.close());

  /** Where a pod went, or why it went nowhere. */
  async function placed(name: string, spec: Raw, labels: Raw = {}) {
    const body = pod(name, {}, spec);
    body.metadata.labels = labels;
    const made = await session.call('POST', NS, body);
    expect([name, made.code, made.body.message]).toEqual([
      name,
      201,
      undefined,
    ]);
    const seen = await session.until(`${NS}/${name}`, p =>
      p.status?.conditions?.some((c: Raw) => c.type === 'PodScheduled'),
    );
    const { message } = seen.status.conditions.find(
      (c: Raw) => c.type === 'PodScheduled',
    );
    return seen.spec.nodeName ?? message;
  }

  function nowhere(why: string, preemption: string): string {
    return `0/3 nodes are available: ${why}. no new claims to deallocate, preemption: 0/3 nodes are available: ${preemption}.`;
  }

  it('given pods that keep their like away, when there are more than nodes, then one waits, and so does whom they avoid', async () => {
    const nodes = [];
    for (const n of [1, 2, 3])
      nodes.push(await placed(`p${n}`, away({ app: 'x' }), { app: 'x' }));
    expect(nodes.sort()).toEqual(['a', 'b', 'c']);
    const victims = '3 No preemption victims found for incoming pod';
    expect(await placed('p4', away({ app: 'x' }), { app: 'x' })).toBe(
      nowhere("3 node(s) didn't match pod anti-affinity rules", victims),
    );
    expect(await placed('plain', {}, { app: 'x' })).toBe(
      nowhere(
        "3 node(s) didn't satisfy existing pods anti-affinity rules",
        victims,
      ),
    );
    // when one of them goes, then one of those that wait takes its place
    await session.call('DELETE', `${NS}/p1`);
    await session.until(
      NS,
      list =>
        list.items.filter(
          (p: Raw) => p.spec.nodeName && p.metadata.name !== 'p1',
        ).length === 3,
    );
  });

  it('given pods that want to be near others, when there is none, then only one of their own kind may begin', async () => {
    const helpless = '3 Preemption is not helpful for scheduling';
    const alone = nowhere(
      "3 node(s) didn't match pod affinity rules",
      helpless,
    );
    expect(await placed('lonely', near({ app: 'y' }))).toBe(alone);
    expect(await placed('nowhere', near({ app: 'y' }, 'rack'))).toBe(alone);
    const first = await placed('first', near({ app: 'z' }), { app: 'z' });
    expect(await placed('second', near({ app: 'z' }), { app: 'z' })).toBe(
      first,
    );
  });

  it('given a group that is to be spread over zones, when one zone is full, then the next goes to the other', async () => {
    const spread = (key: string) => ({
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: key,
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: { app: 's' } },
        },
      ],
    });
    const label = { app: 's' };
    await placed('s0', { nodeName: 'c' }, label);
    expect(['a', 'b']).toContain(await placed('s1', spread('zone'), label));
    const more = [
      await placed('s2', spread('zone'), label),
      await placed('s3', spread('zone'), label),
    ];
    expect(more.filter(node => node === 'c')).toHaveLength(1);
    expect(await placed('s4', spread('rack'), label)).toBe(
      nowhere(
        "3 node(s) didn't match pod topology spread constraints (missing required label)",
        '3 Preemption is not helpful for scheduling',
      ),
    );
  });

  it('given node affinity in all its operators, when pods ask, then only the nodes that match take them', async () => {
    const rank = (operator: string, ...values: string[]) =>
      onNodes({ matchExpressions: [{ key: 'rank', operator, values }] });
    expect(await placed('gt', rank('Gt', '5'))).toBe('c');
    expect(await placed('lt', rank('Lt', '5'))).toBe('a');
    expect(await placed('notin', rank('NotIn', '1', '9'))).toBe('b');
    expect(
      await placed(
        'field',
        onNodes({
          matchFields: [
            { key: 'metadata.name', operator: 'In', values: ['b'] },
          ],
        }),
      ),
    ).toBe('b');
    expect(await placed('empty', onNodes({}))).toBe(
      nowhere(
        "3 node(s) didn't match Pod's node affinity/selector",
        '3 Preemption is not helpful for scheduling',
      ),
    );
  });

  it('given a port of the node, when every node has given it away, then the next pod waits', async () => {
    const asking = {
      containers: [
        {
          name: 'c',
          image: 'nginx:1',
          ports: [{ containerPort: 80, hostPort: 8080 }],
        },
      ],
    };
    for (const n of [1, 2, 3]) await placed(`h${n}`, asking);
    expect(await placed('h4', asking)).toBe(
      nowhere(
        "3 node(s) didn't have free ports for the requested pod ports",
        '3 No preemption victims found for incoming pod',
      ),
    );
  });

  it('given a taint that drives pods away, when it is put on a node, then only those stay that bear it', async () => {
    const here = { nodeName: 'a' };
    const toleration = { key: 'gone', operator: 'Exists' };
    await placed('leaves', here);
    await placed('stays', { ...here, tolerations: [toleration] });
    await placed('hesitates', {
      ...here,
      tolerations: [
        { ...toleration, effect: 'NoExecute', tolerationSeconds: 150 },
      ],
    });
    await session.call(
      'PATCH',
      '/api/v1/nodes/a',
      { spec: { taints: [{ key: 'gone', effect: 'NoExecute' }] } },
      { 'content-type': 'application/merge-patch+json' },
    );
    const names = (list: Raw) => list.items.map((p: Raw) => p.metadata.name);
    await session.until(NS, list => !names(list).includes('leaves'));
    expect(names((await session.call('GET', NS)).body)).toEqual([
      'hesitates',
      'stays',
    ]);
    const left = await session.until(NS, list => list.items.length === 1);
    expect(names(left)).toEqual(['stays']);
    const events = (
      await session.call('GET', '/api/v1/namespaces/default/events')
    ).body.items.filter((e: Raw) => e.reason === 'TaintManagerEviction');
    expect(events.map((e: Raw) => e.message).sort()).toEqual([
      'Marking for deletion Pod default/hesitates',
      'Marking for deletion Pod default/leaves',
    ]);
  });
});
