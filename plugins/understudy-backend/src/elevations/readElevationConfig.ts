import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { ElevationConfig } from './types';

const KEY = 'understudy.elevation.approvers';

/** Reads whose members approve elevations. */
export function readElevationConfig(
  config: RootConfigService,
): ElevationConfig {
  const given = config.getOptional(KEY) ?? ['group:default/sre-oncall'];
  const wrong = new InputError(
    `${KEY} must be a list of groups such as group:default/sre-oncall`,
  );
  if (!Array.isArray(given) || given.length === 0) {
    throw wrong;
  }
  const approvers = given.map(ref => {
    if (typeof ref !== 'string') {
      throw wrong;
    }
    const parsed = (() => {
      try {
        return parseEntityRef(ref, { defaultKind: 'group' });
      } catch {
        throw wrong;
      }
    })();
    if (parsed.kind.toLocaleLowerCase('en-US') !== 'group') {
      throw wrong;
    }
    return stringifyEntityRef(parsed);
  });
  return { approvers: [...new Set(approvers)] };
}
