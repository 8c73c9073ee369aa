import { WebSocket } from 'ws';
import { configMap, pod, Session } from '../testing/Session';

const NS = '/api/v1/namespaces/default';

/** A WebSocket to a cluster, and what it was told. */
class Line {
  readonly said: string[] = [];
  readonly #socket: WebSocket;
  readonly ended: Promise<number | { refused: number; body: string }>;

  constructor(
    session: Session,
    path: string,
    protocol?: string,
    headers: Record<string, string> = { origin: 'http://localhost' },
  ) {
    this.#socket = new WebSocket(
      session.cluster.url.replace('http', 'ws') + path,
      protocol ? [protocol] : [],
      { headers: { authorization: 'Bearer admin', ...headers } },
    );
    this.ended = new Promise(done => {
      this.#socket.on('close', done);
      this.#socket.on('error', () => undefined);
      this.#socket.on('unexpected-response', (_, answer) => {
        let body = '';
        answer.on('data', data => (body += data));
        answer.on('end', () => done({ refused: answer.statusCode!, body }));
      });
    });
    this.#socket.on('message', data => this.said.push(String(data)));
  }

  async until(count: number): Promise<string[]> {
    while (this.said.length < count)
      await new Promise(resolve => setTimeout(resolve, 10));
    return this.said;
  }

  close(): void {
    this.#socket.close();
  }
}

describe('connections that change their protocol', () => {
  let session: Session;
  beforeAll(async () => {
    session = await Session.start();
    await session.call('POST', `${NS}/pods`, pod('p'));
    await session.until(`${NS}/pods/p`, p => p.status?.phase === 'Running');
  });
  afterAll(() => session.close());

  it('given a browser, when it watches over a WebSocket, then each event is a message, and drops and ends reach it', async () => {
    const path = `${NS}/configmaps?watch=true&fieldSelector=metadata.name%3Dseen`;
    const line = new Line(session, path, 'base64.binary.k8s.io');
    await session.call('POST', `${NS}/configmaps`, configMap('seen'));
    await session.call('POST', `${NS}/configmaps`, configMap('other'));
    await session.call('DELETE', `${NS}/configmaps/seen`);
    const events = (await line.until(2)).map(text => JSON.parse(text));
    expect(events.map(e => [e.type, e.object.metadata.name])).toEqual([
      ['ADDED', 'seen'],
      ['DELETED', 'seen'],
    ]);
    expect(session.cluster.dropWatches('configmaps')).toBe(1);
    expect(await line.ended).toBe(1006);
    expect(session.cluster.dropWatches('configmaps')).toBe(0);

    const short = new Line(session, `${path}&timeoutSeconds=1`);
    expect(await short.ended).toBe(1000);
  });

  it('given a watch that cannot begin, when it is asked for over a WebSocket, then the answer is an ordinary one', async () => {
    const refused = async (path: string, headers?: Record<string, string>) =>
      new Line(session, path, undefined, headers).ended;
    expect(
      await refused(`${NS}/pods?watch=1&labelSelector=a%3D%3D%3D`),
    ).toMatchObject({
      refused: 400,
      body: expect.stringContaining('unable to parse requirement'),
    });
    expect(await refused(`/apis/x/v1/foos?watch=1`)).toMatchObject({
      refused: 404,
    });
    // As the real server, whose WebSockets are for browsers.
    expect(await refused(`${NS}/pods?watch=1`, {})).toEqual({
      refused: 403,
      body: '',
    });
    expect(
      await refused(`${NS}/pods?watch=1`, {
        origin: 'http://localhost',
        authorization: 'Bearer wrong',
      }),
    ).toMatchObject({ refused: 401 });
    expect(await refused(`${NS}/configmaps`)).toMatchObject({
      refused: 200,
      body: expect.stringContaining('ConfigMapList'),
    });
  });

  it('given a running container, when somebody attaches, then they hear what it writes from now on', async () => {
    session.cluster.loadScenario({
      name: 'talking',
      title: 'A container that talks',
      description: 'It says a word ten times a second.',
      behaviours: [
        {
          match: { labels: { app: 'talker' } },
          then: { logs: { repeat: { everySeconds: 0.1, lines: ['word'] } } },
        },
      ],
      steps: [{ apply: [pod('talker')] }],
    });
    await session.until(
      `${NS}/pods/talker`,
      p => p.status?.phase === 'Running',
    );
    const line = new Line(
      session,
      `${NS}/pods/talker/attach?stdout=true&container=c`,
      'v5.channel.k8s.io',
    );
    expect(await line.until(1)).toContain('\u0001word\n');
    line.close();
    await line.ended;

    const silent = new Line(
      session,
      `${NS}/pods/p/attach?container=c`,
      'v5.channel.k8s.io',
    );
    await silent.ended;
    expect(silent.said[0]).toContain(
      'you must specify at least 1 of stdin, stdout, stderr',
    );
    expect(
      await new Line(
        session,
        `${NS}/pods/p/attach?stdout=1&container=zz`,
        'v5.channel.k8s.io',
      ).ended,
    ).toMatchObject({
      refused: 400,
      body: expect.stringContaining('container zz is not valid for pod p'),
    });
  });

  it('given no network, when a port is to be forwarded, then each port is refused on its own channel', async () => {
    const forward = (path: string) =>
      new Line(session, `${NS}/pods/${path}`, 'v4.channel.k8s.io');
    const line = forward('p/portforward?ports=80');
    expect(await line.ended).toBe(1000);
    expect(line.said).toEqual([
      '\u0000P\u0000',
      '\u0001P\u0000',
      '\u0001error forwarding port 80 to pod p/default, uid : practice clusters have no network',
    ]);
    expect(await forward('p/portforward?ports=99999').ended).toMatchObject({
      refused: 400,
      body: expect.stringContaining(
        'cannot convert to []int32: strconv.ParseUint: parsing \\"99999\\": value out of range',
      ),
    });
    expect(await forward('none/portforward?ports=80').ended).toMatchObject({
      refused: 404,
    });
  });
});
