import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type {
  Environment,
  RoleAssignment,
} from '@understudy/plugin-understudy-common';
import type {
  ConnectorRegistry,
  HealthCheck,
  RunEngine,
} from '@understudy/plugin-understudy-node';
import type { Knex } from 'knex';
import type { AccessService } from '../access/types';
import { ClusterReview } from '../decisions/ClusterReview';
import { DefaultDecisionService } from '../decisions/DefaultDecisionService';
import type { ElevationService } from '../elevations/types';
import type { FreezeService } from '../freezes/types';
import type { GuardrailService } from '../guardrails/types';
import type { ApiRouter } from '../http/ApiRouter';
import type { IncidentService } from '../incidents/types';
import type { LedgerService } from '../ledger/LedgerService';
import type { LevelService } from '../levels/types';
import type { OnCallService } from '../oncall/types';
import type { PeopleService } from '../people/types';
import { DefaultPlanService } from '../plans/DefaultPlanService';
import { PlanJournal } from '../plans/PlanJournal';
import { PlanLook } from '../plans/PlanLook';
import { PlanLookup } from '../plans/PlanLookup';
import { PlanMetrics } from '../plans/PlanMetrics';
import { PlanResolver } from '../plans/PlanResolver';
import { addPlanRoutes } from '../plans/router';
import { SqlPlanStore } from '../plans/SqlPlanStore';
import type { PlanStore } from '../plans/types';
import type { PolicyService } from '../policy/types';
import { ApprovalNotifier } from './ApprovalNotifier';
import { ApprovalRequests } from './ApprovalRequests';
import { BreakGlass } from './BreakGlass';
import { createMandatoryReviews } from './createMandatoryReviews';
import { Inbox } from './Inbox';
import { PlanDetails } from './PlanDetails';
import { PlanTidyUp } from './PlanTidyUp';
import { PresenceGate } from './PresenceGate';
import { Pager } from './Pager';
import { pathCheck } from './pathCheck';
import { Questions } from './Questions';
import { QuorumReader } from './QuorumReader';
import { QuorumSettler } from './QuorumSettler';
import { standingPermission } from './requesterPermission';
import { addApprovalRoutes } from './router';
import { RunStarter } from './RunStarter';
import { ToldStore } from './ToldStore';
import type { MandatoryReviews, PresencePort, ToldKeeper } from './types';
import { Voting } from './Voting';

/** What takes plans along the path. */
export interface PathServices {
  plans: DefaultPlanService;
  requests: ApprovalRequests;
  voting: Voting;
  questions: Questions;
  glass: BreakGlass;
  starter: RunStarter;
  inbox: Inbox;
  pager: Pager;
  tidyUp: PlanTidyUp;
}

/** The one path, put together: plans, decisions, approvals, and what starts runs. */
export function createPath(options: {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  metrics: MetricsService;
  notifications: NotificationService;
  scheduler: SchedulerService;
  knex: Knex;
  access: AccessService;
  assignments: readonly RoleAssignment[];
  permissionEnabled: boolean;
  environments: readonly Environment[];
  plansPerHour: number;
  connectors: ConnectorRegistry;
  ledger: LedgerService;
  people: PeopleService;
  levels: Pick<LevelService, 'held'>;
  elevations: Pick<ElevationService, 'inForce'>;
  freezes: Pick<FreezeService, 'inForce'>;
  guardrails: Pick<GuardrailService, 'active'>;
  policy: PolicyService;
  presence: PresencePort;
  onCall: OnCallService;
  incidents: IncidentService;
  engine(): RunEngine | undefined;
  now?: () => number;
  /** Where things are kept, if not in the tables of the plugin. */
  keep?: { store: PlanStore; told: ToldKeeper; reviews: MandatoryReviews };
}): {
  checks: HealthCheck[];
  services: PathServices;
  addRoutes(api: ApiRouter): void;
  start(): Promise<void>;
} {
  const { knex, ledger, people, engine, assignments, permissionEnabled } =
    options;
  const now = options.now ?? (() => Date.now());
  const metrics = new PlanMetrics(options.metrics);
  const { store, told, reviews } = options.keep ?? {
    store: new SqlPlanStore(knex),
    told: new ToldStore(knex),
    reviews: createMandatoryReviews({ knex }),
  };
  const resolver = new PlanResolver(options);
  const base = {
    ...options,
    now,
    metrics,
    store,
    told,
    resolver,
    record: ledger.record,
    lookup: new PlanLookup({ ...options, store }),
    look: new PlanLook({
      resolver,
      decisions: DefaultDecisionService.create({
        ...options,
        review: new ClusterReview(options),
      }),
    }),
    journal: new PlanJournal({ store, record: ledger.record, metrics }),
    quorum: new QuorumReader({ store, ledger, people }),
    permissionOf: (userEntityRef: string) =>
      standingPermission(userEntityRef, {
        people,
        assignments,
        permissionEnabled,
      }),
    reviews,
    gate: new PresenceGate(options),
  };
  const details = new PlanDetails({ ...base, engine });
  const notifier = new ApprovalNotifier(base);
  const starter = new RunStarter({ ...base, details });
  const settler = new QuorumSettler({ ...base, notifier, starter });
  const deciding = { ...base, details, notifier, starter, settler };
  const services: PathServices = {
    plans: DefaultPlanService.create(deciding),
    requests: new ApprovalRequests(deciding),
    voting: new Voting(deciding),
    questions: new Questions(deciding),
    glass: new BreakGlass(deciding),
    inbox: new Inbox(base),
    pager: new Pager(deciding),
    starter,
    tidyUp: new PlanTidyUp(deciding),
  };
  return {
    services,
    checks: [pathCheck({ store, engine, now })],
    addRoutes: api => {
      addPlanRoutes({ api, plans: services.plans });
      addApprovalRoutes({ api, ...services });
    },
    start: () => services.tidyUp.schedule(options.scheduler),
  };
}
