import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  parseEnvironments,
  parseRoleAssignments,
  type Environment,
  type RoleAssignment,
} from '@understudy/plugin-understudy-common';
import { readClusters, type ConfiguredClusters } from './readClusters';

const REQUESTS_PER_MINUTE = 300;
const PLANS_PER_HOUR = 60;

/** The configuration that this plugin reads, parsed once when it starts. */
export interface UnderstudyConfig {
  /** Whether Backstage's permission framework is switched on. */
  permissionEnabled: boolean;
  /** Which group has which roles; empty if nobody said so. */
  roles: readonly RoleAssignment[];
  /** The four environments, with their aliases and clusters. */
  environments: readonly Environment[];
  /** The clusters that Backstage knows. */
  clusters: ConfiguredClusters;
  /** How many requests one caller may make in a minute. */
  requestsPerMinute: number;
  /** How many plans one person may make in an hour. */
  plansPerHour: number;
}

function readCount(
  config: RootConfigService,
  key: string,
  otherwise: number,
): number {
  const value = config.getOptionalNumber(key) ?? otherwise;
  if (!Number.isInteger(value) || value < 1) {
    throw new InputError(`${key} must be a whole number of 1 or more`);
  }
  return value;
}

/**
 * Reads the configuration, and throws with the key at fault where it is wrong:
 * a slip in a role or an environment must not pass as "not configured".
 */
export function readUnderstudyConfig(
  config: RootConfigService,
): UnderstudyConfig {
  return {
    // Read in the way Backstage's own permission service does.
    permissionEnabled: config.getOptionalBoolean('permission.enabled') ?? false,
    roles: parseRoleAssignments(config.getOptional('understudy.roles')),
    environments: parseEnvironments(
      config.getOptional('understudy.environments'),
    ),
    clusters: readClusters(config),
    requestsPerMinute: readCount(
      config,
      'understudy.api.requestsPerMinute',
      REQUESTS_PER_MINUTE,
    ),
    plansPerHour: readCount(config, 'understudy.plans.perHour', PLANS_PER_HOUR),
  };
}
