import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { understudyPermissions } from '@understudy/plugin-understudy-common';
import {
  understudyHealthExtensionPoint,
  understudyLedgerExtensionPoint,
} from '@understudy/plugin-understudy-node';
import { DefaultAccessService } from './access/DefaultAccessService';
import { readUnderstudyConfig } from './config/readUnderstudyConfig';
import { refuseGuestInProduction } from './config/refuseGuestInProduction';
import { DefaultEntityOperationsService } from './entities/DefaultEntityOperationsService';
import { addEntityOperationsRoutes } from './entities/router';
import { createBuiltInChecks } from './health/checks/createBuiltInChecks';
import { DefaultHealthService } from './health/DefaultHealthService';
import { HealthCheckList } from './health/HealthCheckList';
import { HealthStore } from './health/HealthStore';
import { addHealthRoutes } from './health/router';
import { ApiRouter } from './http/ApiRouter';
import { CheckpointSinkList } from './ledger/CheckpointSinkList';
import { createLedger } from './ledger/createLedger';
import { mirrorTo } from './ledger/sources/mirrorTo';
import { DefaultMyPermissionsService } from './me/DefaultMyPermissionsService';
import { addMyPermissionsRoutes } from './me/router';

/**
 * The core of Understudy: what people may do, how the installation is, and how
 * an entity is operated.
 *
 * @public
 */
export const understudyPlugin = createBackendPlugin({
  pluginId: 'understudy',
  register(env) {
    const addedChecks = new HealthCheckList();
    env.registerExtensionPoint(understudyHealthExtensionPoint, addedChecks);

    const addedSinks = new CheckpointSinkList();
    env.registerExtensionPoint(understudyLedgerExtensionPoint, addedSinks);

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        instance: coreServices.rootInstanceMetadata,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        tracing: tracingServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const config = readUnderstudyConfig(deps.rootConfig);
        refuseGuestInProduction(deps.rootConfig, config);
        deps.permissionsRegistry.addPermissions([...understudyPermissions]);

        const { permissionEnabled, roles: assignments } = config;
        const access = DefaultAccessService.create({
          ...deps,
          assignments,
          permissionEnabled,
        });
        // Migrates the tables of the whole plugin.
        const healthStore = await HealthStore.create(deps);
        const { ledger, check: ledgerCheck } = await createLedger({
          ...deps,
          knex: await deps.database.getClient(),
          addedSinks,
          production: process.env.NODE_ENV === 'production',
          mirror: mirrorTo(deps),
          afterBatch: async () => {},
        });
        const health = DefaultHealthService.create({
          ...deps,
          checks: addedChecks.after(
            createBuiltInChecks({ ...deps, config, ledgerCheck }),
          ),
          store: healthStore,
        });
        deps.lifecycle.addStartupHook(() => ledger.start());
        deps.lifecycle.addShutdownHook(() => ledger.stop());

        const api = ApiRouter.create({
          ...deps,
          requestsPerMinute: config.requestsPerMinute,
          checkAnswers: process.env.NODE_ENV !== 'production',
        });
        addMyPermissionsRoutes({
          api,
          myPermissions: DefaultMyPermissionsService.create({
            access,
            permissionEnabled,
          }),
        });
        addHealthRoutes({ api, access, health });
        addEntityOperationsRoutes({
          api,
          access,
          entityOperations: DefaultEntityOperationsService.create({
            ...deps,
            config,
          }),
        });
        deps.httpRouter.use(api.handler());

        await deps.scheduler.scheduleTask({
          id: 'understudy-health-observe',
          frequency: { minutes: 1 },
          // Not while the other plugins are still starting.
          initialDelay: { seconds: 20 },
          timeout: { minutes: 1 },
          fn: () => health.observe(),
        });
      },
    });
  },
});
