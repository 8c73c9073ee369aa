import { ends, hold, refused } from './expectations';
import type {
  ConnectorTestOptions,
  ConnectorTestSystem,
} from './ConnectorTestOptions';
import type { Outputs } from './Outputs';
import { strangenesses, StrangeSystem } from './StrangeSystem';

const SHORT_MS = 300;

/** The rules about a connector as a whole. */
export function testConnectorItself(options: {
  system: ConnectorTestSystem;
  connect: ConnectorTestOptions['connect'];
  outputs: Outputs;
  secret: string;
}): [rule: string, holds: () => Promise<void>][] {
  const { system, outputs, secret } = options;
  const { connector, actor } = system;
  const { signal } = new AbortController();
  const clustersOf = (one = connector) =>
    outputs.of('clusters', async () => (await one.clusters?.()) ?? []);
  const healthOf = (one = connector) =>
    outputs.of('health', () => one.health({ signal }));
  return [
    [
      'says that it is well, and who acts',
      async () => {
        const health = await healthOf();
        for (const { name, writes } of await clustersOf()) {
          const own = health.filter(({ cluster }) => cluster === name);
          hold(
            own.length === 1 && own[0].status === 'ok',
            `the health of ${name} is ${JSON.stringify(own)}`,
          );
          if (writes && connector.identify) {
            const identity = await outputs.of('identify', () =>
              connector.identify!(name, { actor, signal }),
            );
            hold(
              identity.name !== '' && identity.title !== '',
              'who acts has no name',
            );
          }
        }
      },
    ],
    [
      'says in time that a system is not well, and still names it',
      async () => {
        await Promise.all(
          strangenesses.map(async strangeness => {
            const strange = await StrangeSystem.start(strangeness, { secret });
            try {
              const other = await options.connect({
                url: strange.url,
                timeoutMs: SHORT_MS,
              });
              const health = await ends(healthOf(other));
              hold(
                health.length > 0 &&
                  health.every(
                    ({ status, sentence }) =>
                      status !== 'ok' && sentence !== '',
                  ),
                `${strangeness}, and it says ${JSON.stringify(health)}`,
              );
              const [cluster] = await ends(clustersOf(other));
              if (cluster && other.identify) {
                await ends(
                  outputs
                    .of('identify', () =>
                      other.identify!(cluster.name, { actor, signal }),
                    )
                    .catch(error => refused(Promise.reject(error))),
                );
              }
            } finally {
              await strange.close();
            }
          }),
        );
      },
    ],
  ];
}
