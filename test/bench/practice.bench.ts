import {
  type PracticeCluster,
  startPracticeCluster,
} from '@understudy/practice-cluster';
import { Agent, createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { report } from './report';

// 50 practice clusters of 600 pods: how long they take to be there, and a client to list all pods by pages of 500.
// The lists are held against a bare server that sends the very same bytes, and the same client that parses them;
// making the world against parsing and serialising its pods once. Server and client share this process, so its
// processor time is that of both; it says the same on a machine that has other things to do.

const bench = 'practice';
const CLUSTERS = 50;
const PODS = 600;
const PAGE = 500;
const ROUNDS = 3;
const token = 'benchmark';

const agent = new Agent({ keepAlive: true });

function fetchText(url: string): Promise<string> {
  return new Promise((done, failed) => {
    get(
      url,
      { agent, headers: { authorization: `Bearer ${token}` } },
      response => {
        const parts: Buffer[] = [];
        response.on('data', part => parts.push(part));
        response.on('error', failed);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (response.statusCode === 200) done(text);
          else failed(new Error(`${url}: ${response.statusCode} ${text}`));
        });
      },
    ).on('error', failed);
  });
}

interface Page {
  metadata: { continue?: string };
  items: unknown[];
}

interface Spent {
  /** Seconds on the clock. */
  clock: number;
  /** Seconds of processor time. */
  cpu: number;
}

async function spend(work: () => Promise<void>): Promise<Spent> {
  const [start, before] = [process.hrtime.bigint(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return {
    clock: Number(process.hrtime.bigint() - start) / 1e9,
    cpu: (user + system) / 1e6,
  };
}

async function bestOf(work: () => Promise<void>): Promise<Spent> {
  const all: Spent[] = [];
  for (let round = 0; round < ROUNDS; round += 1) all.push(await spend(work));
  return {
    clock: Math.min(...all.map(({ clock }) => clock)),
    cpu: Math.min(...all.map(({ cpu }) => cpu)),
  };
}

function tell(metric: string, value: Spent, baseline: Spent) {
  report({
    bench,
    metric,
    value: value.clock,
    unit: 's',
    baseline: baseline.clock,
  });
  report({
    bench,
    metric: `${metric}, processor time`,
    value: value.cpu,
    unit: 's',
    baseline: baseline.cpu,
  });
}

/** Lists every pod of some clusters, one page after the other, and shows each page. */
async function listAll(
  urls: string[],
  expected: number,
  see: (text: string) => void = () => undefined,
): Promise<void> {
  let count = 0;
  for (const url of urls) {
    let next: string | undefined = '';
    while (next !== undefined) {
      const text = await fetchText(
        `${url}/api/v1/pods?limit=${PAGE}${
          next && `&continue=${encodeURIComponent(next)}`
        }`,
      );
      see(text);
      const page: Page = JSON.parse(text);
      count += page.items.length;
      next = page.metadata.continue;
    }
  }
  if (count < expected) throw new Error(`only ${count} pods were listed`);
}

/** The same answers from a server that does nothing else. */
async function listAgain(pages: string[]): Promise<Spent> {
  let at = 0;
  const server: Server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(pages[at]);
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  const time = await bestOf(async () => {
    for (at = 0; at < pages.length; at += 1)
      JSON.parse(await fetchText(`http://127.0.0.1:${port}/`));
  });
  server.closeAllConnections();
  await new Promise(done => {
    server.close(done);
  });
  return time;
}

async function measureList(metric: string, urls: string[], expected: number) {
  const pages: string[] = [];
  await listAll(urls, expected, text => pages.push(text));
  const value = await bestOf(() => listAll(urls, expected));
  const baseline = await listAgain(pages);
  tell(metric, value, baseline);
  return pages;
}

async function main() {
  const clusters: PracticeCluster[] = [];
  const made = await spend(async () => {
    for (let n = 0; n < CLUSTERS; n += 1) {
      const cluster = await startPracticeCluster({
        name: `cluster-${n}`,
        adminToken: token,
      });
      cluster.addBulkPods({ pods: PODS });
      clusters.push(cluster);
    }
  });
  const pages = await measureList(
    'list 30,000 pods of 50 clusters by pages of 500',
    clusters.map(({ url }) => url),
    CLUSTERS * PODS,
  );
  const once = await spend(async () => {
    for (const page of pages) JSON.stringify(JSON.parse(page));
  });
  tell('start 50 clusters with 30,000 pods', made, once);
  await Promise.all(clusters.map(cluster => cluster.close()));

  const large = await startPracticeCluster({ adminToken: token });
  large.addBulkPods({ pods: CLUSTERS * PODS });
  await measureList(
    'list 30,000 pods of one cluster by pages of 500',
    [large.url],
    CLUSTERS * PODS,
  );
  await large.close();
  agent.destroy();
}

main().then(
  () => process.exit(),
  error => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exit(1);
  },
);
