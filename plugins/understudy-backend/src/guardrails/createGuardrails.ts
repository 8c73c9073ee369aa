import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { RoleAssignment } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import type { AccessService } from '../access/types';
import type { PolicyService } from '../policy/types';
import { ActivationQuorum } from './ActivationQuorum';
import { ActiveGuardrails } from './ActiveGuardrails';
import { DecisionHistory } from './DecisionHistory';
import { DefaultGuardrailService } from './DefaultGuardrailService';
import { GuardrailActivation } from './GuardrailActivation';
import { GuardrailSimulator } from './GuardrailSimulator';
import { GuardrailStore } from './GuardrailStore';
import { readActivationPeople } from './readActivationPeople';
import type {
  GuardrailService,
  LedgerPort,
  PeoplePort,
  PresencePort,
} from './types';

/** The guardrails of this installation, and their following in this process. */
export function createGuardrails(options: {
  rootConfig: RootConfigService;
  logger: LoggerService;
  knex: Knex;
  access: AccessService;
  assignments: readonly RoleAssignment[];
  ledger: LedgerPort;
  policy: PolicyService;
  people: PeoplePort;
  presence?: PresencePort;
  production: boolean;
  now?: () => number;
}): {
  guardrails: GuardrailService;
  start(): Promise<void>;
  stop(): void;
} {
  const store = new GuardrailStore(options.knex);
  const activeGuardrails = new ActiveGuardrails({ ...options, store });
  const quorum = new ActivationQuorum({
    ...options,
    needed: readActivationPeople(options.rootConfig, options),
  });
  const parts = { ...options, store, activeGuardrails, quorum };
  const guardrails = DefaultGuardrailService.create({
    ...parts,
    activation: new GuardrailActivation(parts),
    simulator: new GuardrailSimulator({
      ...options,
      history: new DecisionHistory(options.knex),
    }),
  });
  return {
    guardrails,
    start: () => activeGuardrails.start(),
    stop: () => activeGuardrails.stop(),
  };
}
