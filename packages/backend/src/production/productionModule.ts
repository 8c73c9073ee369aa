import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

const DEVELOPMENT_PREFIX = 'development-only';

/**
 * Keeps a production host from starting with what is for development.
 *
 * A variable that is missing from the environment leaves the key of app-config.yaml in place, silently; for a
 * secret that is a value that everybody knows.
 */
export const productionModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'example-host-production',
  register(reg) {
    reg.registerInit({
      deps: { config: coreServices.rootConfig },
      async init({ config }) {
        if (process.env.NODE_ENV !== 'production') {
          return;
        }
        const secret = config.getOptionalString('auth.session.secret');
        if (!secret || secret.startsWith(DEVELOPMENT_PREFIX)) {
          throw new Error(
            `auth.session.secret is ${
              secret ? 'the one for development' : 'missing'
            }: set AUTH_SESSION_SECRET to a long random value, the same for every replica`,
          );
        }
      },
    });
  },
});
