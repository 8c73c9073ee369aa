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
  understudyOnCallExtensionPoint,
  understudyRunEngineExtensionPoint,
  type RunEngine,
} from '@understudy/plugin-understudy-node';
import { DefaultAccessService } from './access/DefaultAccessService';
import { createPath } from './approvals/createPath';
import { readUnderstudyConfig } from './config/readUnderstudyConfig';
import { readTakeoverDefaults } from './config/readTakeoverDefaults';
import { refuseGuestInProduction } from './config/refuseGuestInProduction';
import { createElevations } from './elevations/createElevations';
import { addElevationRoutes } from './elevations/router';
import { DefaultEntityOperationsService } from './entities/DefaultEntityOperationsService';
import { addEntityOperationsRoutes } from './entities/router';
import { createBuiltInChecks } from './health/checks/createBuiltInChecks';
import { DefaultFreezeService } from './freezes/DefaultFreezeService';
import { FreezeStore } from './freezes/FreezeStore';
import { addFreezeRoutes } from './freezes/router';
import { createGuardrails } from './guardrails/createGuardrails';
import { addGuardrailRoutes } from './guardrails/router';
import { DefaultHealthService } from './health/DefaultHealthService';
import { HealthCheckList } from './health/HealthCheckList';
import { HealthStore } from './health/HealthStore';
import { addHealthRoutes } from './health/router';
import { ApiRouter } from './http/ApiRouter';
import { DefaultIncidentService } from './incidents/DefaultIncidentService';
import { IncidentStore } from './incidents/IncidentStore';
import { addIncidentRoutes } from './incidents/router';
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
import { createOnCall } from './oncall/createOnCall';
import { OnCallResolverList } from './oncall/OnCallResolverList';
import { addOnCallRoutes } from './oncall/router';
import { addOperationRoutes } from './operations/router';
import { createPeople } from './people/createPeople';
import { createPolicy } from './policy/createPolicy';
import { createPresence } from './presence/createPresence';
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

    const addedResolvers = new OnCallResolverList();
    env.registerExtensionPoint(understudyOnCallExtensionPoint, addedResolvers);

    const connectors = new ConnectorRegistry();
    env.registerExtensionPoint(understudyConnectorsExtensionPoint, {
      addConnector: connector => connectors.add(connector),
    });

    let engine: RunEngine | undefined;
    env.registerExtensionPoint(understudyRunEngineExtensionPoint, {
      setRunEngine(added) {
        if (engine) {
          throw new Error(
            `There are two engines for runs: ${engine.id} and ${added.id}`,
          );
        }
        engine = added;
      },
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        discovery: coreServices.discovery,
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
        const { onCall, check: onCallCheck } = createOnCall({
          ...deps,
          access,
          addedResolvers,
        });
        const entries = (ids: readonly string[]) => ledger.readVerified(ids);
        const incidents = DefaultIncidentService.create({
          ...deps,
          access,
          onCall,
          store: new IncidentStore(knex),
          record: ledger.record,
          entries,
        });
        const presencePart = createPresence({
          ...deps,
          access,
          knex,
          record: ledger.record,
          entries,
        });
        const { presence } = presencePart;
        const { people, check: peopleCheck } = createPeople({
          ...deps,
          assignments,
        });
        const policyPart = createPolicy(deps);
        const { policy } = policyPart;
        const guardrailPart = createGuardrails({
          ...deps,
          knex,
          access,
          assignments,
          ledger,
          policy,
          people,
          presence,
          production: process.env.NODE_ENV === 'production',
        });
        const { guardrails } = guardrailPart;
        const freezes = DefaultFreezeService.create({
          access,
          store: new FreezeStore(knex),
          record: ledger.record,
        });
        const levels = DefaultLevelService.create({
          ...deps,
          access,
          environments: config.environments,
          defaults: readTakeoverDefaults(deps.rootConfig),
          store: new LevelStore(knex),
          record: ledger.record,
        });
        const elevations = createElevations({
          ...deps,
          knex,
          access,
          assignments,
          environments: config.environments,
          ledger,
          people,
          levels,
          guardrails,
          presence,
          onCall,
          incidents,
        });
        const path = createPath({
          ...deps,
          ...config,
          assignments,
          access,
          knex,
          connectors,
          ledger,
          people,
          levels,
          elevations,
          freezes,
          guardrails,
          policy,
          presence,
          onCall,
          incidents,
          engine: () => engine,
        });
        const health = DefaultHealthService.create({
          ...deps,
          checks: addedChecks.after(
            createBuiltInChecks({
              ...deps,
              config,
              ledgerChecks: [ledgerCheck, ...oversight.checks],
              pathChecks: [
                policyPart.check,
                peopleCheck,
                ...path.checks,
                presencePart.check,
                onCallCheck,
              ],
            }),
          ),
          store: healthStore,
        });
        deps.lifecycle.addStartupHook(async () => {
          ledger.start();
          await guardrailPart.start();
        });
        deps.lifecycle.addShutdownHook(async () => {
          stopping.abort();
          guardrailPart.stop();
          await policyPart.stop();
          await ledger.stop();
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
        addFreezeRoutes({ api, freezes });
        addGuardrailRoutes({ api, access, guardrails, policy });
        addLevelRoutes({ api, levels });
        addElevationRoutes({ api, elevations });
        presencePart.addRoutes({
          api,
          httpRouter: deps.httpRouter,
          requestsPerMinute: config.requestsPerMinute,
        });
        addOnCallRoutes({ api, onCall });
        addIncidentRoutes({ api, incidents });
        addOperationRoutes({
          ...deps,
          api,
          access,
          connectors,
          environments: config.environments,
        });
        path.addRoutes(api);
        deps.httpRouter.use(api.handler());
        await oversight.start();
        await evidence.start();
        await custody.start();
        await path.start();

        await deps.scheduler.scheduleTask({
          id: 'understudy-takeover-tidy-up',
          frequency: { minutes: 5 },
          initialDelay: { seconds: 30 },
          timeout: { minutes: 5 },
          fn: () => levels.tidyUp(),
        });
        await deps.scheduler.scheduleTask({
          id: 'understudy-presence-tidy-up',
          frequency: { hours: 1 },
          initialDelay: { seconds: 45 },
          timeout: { minutes: 5 },
          fn: () => presence.tidyUp(),
        });
        await deps.scheduler.scheduleTask({
          id: 'understudy-incidents-tidy-up',
          frequency: { minutes: 5 },
          initialDelay: { seconds: 60 },
          timeout: { minutes: 5 },
          fn: () => incidents.tidyUp(),
        });
        await deps.scheduler.scheduleTask({
          id: 'understudy-elevations-tidy-up',
          frequency: { minutes: 1 },
          initialDelay: { seconds: 50 },
          timeout: { minutes: 5 },
          fn: () => elevations.tidyUp(),
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
