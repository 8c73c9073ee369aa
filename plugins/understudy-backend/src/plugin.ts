import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { scaffolderServiceRef } from '@backstage/plugin-scaffolder-node';
import { understudyPermissions } from '@understudy/plugin-understudy-common';
import {
  ConnectorRegistry,
  understudyConnectorsExtensionPoint,
  understudyHealthExtensionPoint,
  understudyLedgerExtensionPoint,
} from '@understudy/plugin-understudy-node';
import { DefaultAccessService } from './access/DefaultAccessService';
import { readUnderstudyConfig } from './config/readUnderstudyConfig';
import { readTakeoverDefaults } from './config/readTakeoverDefaults';
import { refuseGuestInProduction } from './config/refuseGuestInProduction';
import { DefaultEntityOperationsService } from './entities/DefaultEntityOperationsService';
import { addEntityOperationsRoutes } from './entities/router';
import { createBuiltInChecks } from './health/checks/createBuiltInChecks';
import { DefaultFreezeService } from './freezes/DefaultFreezeService';
import { FreezeStore } from './freezes/FreezeStore';
import { addFreezeRoutes } from './freezes/router';
import { DefaultHealthService } from './health/DefaultHealthService';
import { HealthCheckList } from './health/HealthCheckList';
import { HealthStore } from './health/HealthStore';
import { addHealthRoutes } from './health/router';
import { ApiRouter } from './http/ApiRouter';
import { addReadingRoutes } from './ledger/addReadingRoutes';
import { CheckpointSinkList } from './ledger/CheckpointSinkList';
import { createCustody } from './ledger/createCustody';
import { createLedger } from './ledger/createLedger';
import { createOversight } from './ledger/createOversight';
import { createEvidence } from './ledger/evidence/createEvidence';
import { ReadingProjector } from './ledger/reading/ReadingProjector';
import { mirrorTo } from './ledger/sources/mirrorTo';
import { toApiObserver } from './ledger/sources/toApiObserver';
import { DefaultLevelService } from './levels/DefaultLevelService';
import { LevelStore } from './levels/LevelStore';
import { addLevelRoutes } from './levels/router';
import { addOperationRoutes } from './operations/router';
import { DefaultPlanService } from './plans/DefaultPlanService';
import { PlanResolver } from './plans/PlanResolver';
import { addPlanRoutes } from './plans/router';
import { SqlPlanStore } from './plans/SqlPlanStore';
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

    const connectors = new ConnectorRegistry();
    env.registerExtensionPoint(understudyConnectorsExtensionPoint, {
      addConnector: connector => connectors.add(connector),
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        instance: coreServices.rootInstanceMetadata,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scaffolder: scaffolderServiceRef,
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
        const knex = await deps.database.getClient();
        const projector = ReadingProjector.create({ ...deps, knex });
        const stopping = new AbortController();
        const {
          ledger,
          sinks,
          keys,
          check: ledgerCheck,
          retentionDays,
        } = await createLedger({
          ...deps,
          knex,
          addedSinks,
          production: process.env.NODE_ENV === 'production',
          mirror: mirrorTo(deps),
          afterBatch: async () => projector.follow(stopping),
        });
        const oversight = createOversight({
          ...deps,
          knex,
          access,
          assignments,
          ledger,
          sinks,
        });
        const evidence = createEvidence({
          ...deps,
          knex,
          access,
          ledger,
          keys,
        });
        const custody = createCustody({
          ...deps,
          knex,
          access,
          ledger,
          projector,
          sinks,
          retentionDays,
          exports: evidence.complete,
        });
        const health = DefaultHealthService.create({
          ...deps,
          checks: addedChecks.after(
            createBuiltInChecks({
              ...deps,
              config,
              ledgerChecks: [ledgerCheck, ...oversight.checks],
            }),
          ),
          store: healthStore,
        });
        deps.lifecycle.addStartupHook(() => ledger.start());
        deps.lifecycle.addShutdownHook(() => {
          stopping.abort();
          return ledger.stop();
        });

        const api = ApiRouter.create({
          ...deps,
          requestsPerMinute: config.requestsPerMinute,
          checkAnswers: process.env.NODE_ENV !== 'production',
          observer: toApiObserver(oversight),
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
        oversight.addRoutes(api);
        addReadingRoutes({ ...deps, api, access, knex, ledger, projector });
        evidence.addRoutes(api);
        custody.addRoutes(api);
        addFreezeRoutes({
          api,
          freezes: DefaultFreezeService.create({
            access,
            store: new FreezeStore(knex),
            record: ledger.record,
          }),
        });
        const levels = DefaultLevelService.create({
          ...deps,
          access,
          environments: config.environments,
          defaults: readTakeoverDefaults(deps.rootConfig),
          store: new LevelStore(knex),
          record: ledger.record,
        });
        addLevelRoutes({ api, levels });
        addOperationRoutes({
          ...deps,
          api,
          access,
          connectors,
          environments: config.environments,
        });
        addPlanRoutes({
          api,
          plans: DefaultPlanService.create({
            ...deps,
            access,
            environments: config.environments,
            store: new SqlPlanStore(knex),
            resolver: new PlanResolver({ ...deps, connectors }),
            record: ledger.record,
            plansPerHour: config.plansPerHour,
          }),
        });
        deps.httpRouter.use(api.handler());
        await oversight.start();
        await evidence.start();
        await custody.start();

        await deps.scheduler.scheduleTask({
          id: 'understudy-takeover-tidy-up',
          frequency: { minutes: 5 },
          initialDelay: { seconds: 30 },
          timeout: { minutes: 5 },
          fn: () => levels.tidyUp(),
        });
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
