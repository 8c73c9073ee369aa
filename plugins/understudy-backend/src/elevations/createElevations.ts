import type {
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type {
  Environment,
  GuardrailData,
  RoleAssignment,
} from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import type { AccessService } from '../access/types';
import type { PresencePort } from '../approvals/types';
import type { IncidentService } from '../incidents/types';
import type { LedgerService } from '../ledger/LedgerService';
import type { LevelService } from '../levels/types';
import type { OnCallService } from '../oncall/types';
import type { PeopleService } from '../people/types';
import { createElevationReviews } from './createElevationReviews';
import { DefaultElevationService } from './DefaultElevationService';
import { ElevationAsking } from './ElevationAsking';
import { ElevationEnding } from './ElevationEnding';
import { ElevationForce } from './ElevationForce';
import { ElevationLookup } from './ElevationLookup';
import { ElevationNotifier } from './ElevationNotifier';
import { ElevationQuorum } from './ElevationQuorum';
import { ElevationRights } from './ElevationRights';
import { ElevationStore } from './ElevationStore';
import { ElevationView } from './ElevationView';
import { ElevationVoting } from './ElevationVoting';
import { ownersOf } from './ownersOf';
import { readElevationConfig } from './readElevationConfig';
import type { ElevationService } from './types';

/** Elevations, put together. */
export function createElevations(options: {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  notifications: NotificationService;
  rootConfig: RootConfigService;
  knex: Knex;
  access: AccessService;
  assignments: readonly RoleAssignment[];
  environments: readonly Environment[];
  ledger: Pick<LedgerService, 'record' | 'readVerified'>;
  people: PeopleService;
  levels: Pick<LevelService, 'held'>;
  guardrails: { active(): Promise<{ data: GuardrailData }> };
  presence: PresencePort;
  onCall: Pick<OnCallService, 'whoIs'>;
  incidents: Pick<IncidentService, 'findOpen' | 'endOf'>;
  now?: () => number;
}): ElevationService {
  const base = {
    ...options,
    ...readElevationConfig(options.rootConfig),
    now: options.now ?? (() => Date.now()),
    record: options.ledger.record,
    store: new ElevationStore(options.knex),
    rights: new ElevationRights(options),
    reviews: createElevationReviews(options),
    ownersOf: (entityRef: string) => ownersOf(entityRef, options),
  };
  const quorum = new ElevationQuorum(base);
  const judging = {
    ...base,
    quorum,
    force: new ElevationForce({ ...base, quorum }),
    lookup: new ElevationLookup(base),
    notifier: new ElevationNotifier(base),
  };
  const ending = new ElevationEnding(judging);
  const parts = { ...judging, ending };
  return DefaultElevationService.create({
    ...parts,
    asking: new ElevationAsking(parts),
    voting: new ElevationVoting(parts),
    view: new ElevationView(parts),
  });
}
