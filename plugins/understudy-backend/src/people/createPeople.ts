import type {
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { RoleAssignment } from '@understudy/plugin-understudy-common';
import type { HealthCheck } from '@understudy/plugin-understudy-node';
import { CatalogPeople } from './CatalogPeople';
import { peopleCheck } from './peopleCheck';
import { readPeopleConfig } from './readPeopleConfig';
import type { PeopleService } from './types';

/** People as they are configured. */
export function createPeople(options: {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  rootConfig: RootConfigService;
  assignments: readonly RoleAssignment[];
}): { people: PeopleService; check: HealthCheck } {
  const config = readPeopleConfig(options.rootConfig, options);
  return {
    people: CatalogPeople.create({ ...options, config }),
    check: peopleCheck(config),
  };
}
