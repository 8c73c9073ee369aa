import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { findRefusals } from './ground/findRefusals';
import { KnownPeople } from './provider/KnownPeople';
import { PracticeIdentityServer } from './provider/PracticeIdentityServer';
import {
  hasPracticeIdentity,
  readPracticeIdentity,
} from './readPracticeIdentity';

/**
 * Starts the practice identity provider before the auth plugin asks it for its metadata.
 *
 * @remarks
 *
 * It is off unless `understudy.practice.identity` is set, and stops the backend from starting where signing in
 * without a password would be wrong.
 *
 * @public
 */
export const authModulePracticeIdentity = createBackendModule({
  pluginId: 'auth',
  moduleId: 'practice-identity',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ auth, catalog, config, discovery, lifecycle, logger }) {
        if (!hasPracticeIdentity(config)) {
          return;
        }
        const refusals = findRefusals(config, process.env);
        if (refusals.length > 0) {
          throw new Error(
            `The practice identity provider signs people in without a password and does not start here: ${refusals.join(
              '; ',
            )}. Set understudy.practice.identity to null to sign people in with your own provider.`,
          );
        }
        const identity = readPracticeIdentity(config, {
          authBaseUrl: await discovery.getExternalBaseUrl('auth'),
          understudyBaseUrl: await discovery.getExternalBaseUrl('understudy'),
        });
        const server = await PracticeIdentityServer.start({
          identity,
          known: new KnownPeople({ auth, catalog, people: identity.people }),
          logger,
        });
        lifecycle.addShutdownHook(() => server.stop());
        logger.info(
          `Practice identity provider at ${identity.issuer}: ${identity.people
            .map(({ name }) => name)
            .join(', ')}`,
        );
      },
    });
  },
});
