import type { LoggerService } from '@backstage/backend-plugin-api';
import { createServer, type Server } from 'node:http';
import { HostHeaderGuard } from '../http/HostHeaderGuard';
import { refuseOtherMachines } from '../http/refuseOtherMachines';
import type { PracticeIdentity } from '../types';
import { Chooser } from './Chooser';
import { createOidcProvider } from './createOidcProvider';
import type { KnownPeople } from './KnownPeople';

const LOOPBACK = '127.0.0.1';

/** The practice identity provider, listening. */
export class PracticeIdentityServer {
  readonly #server: Server;

  static async start(options: {
    identity: PracticeIdentity;
    known: KnownPeople;
    logger: LoggerService;
  }): Promise<PracticeIdentityServer> {
    const { identity, known, logger } = options;
    const provider = await createOidcProvider(identity);
    const chooser = new Chooser({ identity, known, provider });
    const answer = provider.callback();
    const guard = HostHeaderGuard.forHosts([
      new URL(identity.issuer).host,
    ]).middleware();
    provider.on('server_error', (_ctx, error) =>
      logger.error('Practice identity provider failed', error),
    );

    const server = createServer(
      { maxHeaderSize: 16_384, requestTimeout: 10_000 },
      (request, response) =>
        refuseOtherMachines(request, response, () =>
          guard(request, response, () => {
            chooser
              .handle(request, response)
              .then(async handled => {
                if (!handled) {
                  await answer(request, response);
                }
              })
              .catch(error => {
                logger.error('Practice identity provider failed', error);
                response.destroy();
              });
          }),
        ),
    );
    server.maxConnections = 200;
    await listen(server, identity.port);
    return new PracticeIdentityServer(server);
  }

  private constructor(server: Server) {
    this.#server = server;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `The practice identity provider cannot listen on ${LOOPBACK}:${port}, something else does. Stop it, or choose another port in understudy.practice.identity.port and in the metadataUrl of auth.providers.oidc.`,
            )
          : error,
      ),
    );
    server.listen(port, LOOPBACK, resolve);
  });
}
