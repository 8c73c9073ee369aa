import { Agent, request } from 'node:http';

/** Where a request goes, and with what. */
export interface Target {
  url: string;
  headers: Record<string, string>;
}

const AT_ONCE = 8;

function once(agent: Agent, { url, headers }: Target): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    request(url, { agent, headers }, response => {
      response.resume();
      response.once('error', reject);
      response.once('end', () =>
        response.statusCode === 200
          ? resolve(performance.now() - started)
          : reject(new Error(`${url} answered ${response.statusCode}`)),
      );
    })
      .once('error', reject)
      .end();
  });
}

/**
 * How long each request took, in milliseconds. The targets take turns in small rounds, so that whatever else the
 * machine does meets all of them alike.
 */
export async function measureRequests(
  targets: Target[],
  options: { rounds: number; perRound: number; atOnce?: number },
): Promise<number[][]> {
  const { atOnce = AT_ONCE } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const times = targets.map((): number[] => []);
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      for (const [index, target] of targets.entries()) {
        let left = options.perRound;
        await Promise.all(
          Array.from({ length: atOnce }, async () => {
            while (left > 0) {
              left -= 1;
              times[index].push(await once(agent, target));
            }
          }),
        );
      }
    }
  } finally {
    agent.destroy();
  }
  return times;
}

/** The value below which the given share of all lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
