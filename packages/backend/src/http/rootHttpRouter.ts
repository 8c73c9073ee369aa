import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { HostHeaderGuard } from '@understudy/plugin-auth-backend-module-practice-identity';

/** The HTTP server of the example host; on loopback it refuses requests that come by a foreign name. */
export const rootHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, server, config, applyDefaults }) {
    const guard = HostHeaderGuard.forBackend(config);
    if (guard) {
      app.use(guard.middleware());
      guard.guardUpgrades(server);
    }
    applyDefaults();
  },
});
