import { WebSocket } from 'ws';
import { pod, Session } from './testing/Session';

const NS = '/api/v1/namespaces/default';

describe('containers of a practice cluster', () => {
  let session: Session;
  beforeAll(async () => {
    session = await Session.start();
  });
  afterAll(() => session.close());

  it('given a container that ends badly, when it runs, then it backs off and its last words stay readable', async () => {
    await session.call(
      'POST',
      `${NS}/pods`,
      pod('crash', { command: ['sh', '-c', 'echo going down; exit 3'] }),
    );
    const crashed = await session.until(
      `${NS}/pods/crash`,
      body =>
        body.status?.containerStatuses?.[0]?.state?.waiting?.reason ===
        'CrashLoopBackOff',
    );
    expect(
      crashed.status.containerStatuses[0].lastState.terminated,
    ).toMatchObject({ exitCode: 3, reason: 'Error' });
    expect(
      (await session.call('GET', `${NS}/pods/crash/log?previous=true`)).body,
    ).toBe('going down\n');
    const events = (
      await session.call(
        'GET',
        `${NS}/events?fieldSelector=involvedObject.name=crash,reason=BackOff`,
      )
    ).body.items;
    expect(events[0].message).toMatch(
      /^Back-off restarting failed container c in pod crash_default\(/,
    );
  });

  it('given logs, when they are asked for in parts, then tail, since, timestamps and containers count', async () => {
    await session.call(
      'POST',
      `${NS}/pods`,
      pod('talks', { command: ['sh', '-c', 'echo one; echo two; sleep 3600'] }),
    );
    await session.until(
      `${NS}/pods/talks`,
      body => body.status?.phase === 'Running',
    );
    const log = async (query: string) =>
      (await session.call('GET', `${NS}/pods/talks/log?${query}`)).body;
    await session.until(`${NS}/pods/talks/log`, body =>
      String(body).includes('two'),
    );
    expect(await log('')).toBe('one\ntwo\n');
    expect(await log('tailLines=1')).toBe('two\n');
    expect(await log('tailLines=1&timestamps=true')).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z two\n$/,
    );
    expect((await log('container=none')).message).toBe(
      'container none is not valid for pod talks',
    );
    expect((await log('previous=true')).message).toBe(
      'previous terminated container "c" in pod "talks" not found',
    );
    expect((await log('tailLines=-1')).code).toBe(422);
  });

  it('given exec over a WebSocket, when commands run, then output and exit codes come by channel', async () => {
    await session.call('POST', `${NS}/pods`, pod('shell'));
    await session.until(
      `${NS}/pods/shell`,
      body => body.status?.phase === 'Running',
    );
    const exec = (command: string[]) =>
      new Promise<Record<number, string>>((resolve, reject) => {
        const query = command
          .map(c => `command=${encodeURIComponent(c)}`)
          .join('&');
        const socket = new WebSocket(
          `${session.cluster.url.replace(
            'http',
            'ws',
          )}${NS}/pods/shell/exec?${query}&stdout=true&stderr=true`,
          'v5.channel.k8s.io',
          { headers: { authorization: 'Bearer admin' } },
        );
        const out: Record<number, string> = {};
        socket.on('message', (data: Buffer) => {
          out[data[0]] =
            (out[data[0]] ?? '') + data.subarray(1).toString('utf8');
        });
        socket.on('close', () => resolve(out));
        socket.on('error', reject);
      });
    const fine = await exec(['sh', '-c', 'echo hello && hostname']);
    expect(fine[1]).toBe('hello\nshell\n');
    expect(JSON.parse(fine[3]).status).toBe('Success');
    const failed = await exec(['sh', '-c', 'exit 4']);
    expect(JSON.parse(failed[3])).toMatchObject({
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '4' }] },
    });
    expect(JSON.parse((await exec(['no-such-program']))[3]).reason).toBe(
      'InternalError',
    );
  });
});
