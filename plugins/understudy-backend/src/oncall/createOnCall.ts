import type {
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { AccessService } from '../access/types';
import { ConfiguredOnCall } from './ConfiguredOnCall';
import { DefaultOnCallService } from './DefaultOnCallService';
import { onCallCheck } from './onCallCheck';
import type { OnCallResolverList } from './OnCallResolverList';
import { readOnCallRules } from './readOnCallRules';
import type { OnCallService } from './types';

/** Who is on call, and what the Health page says about it. */
export function createOnCall(options: {
  rootConfig: RootConfigService;
  access: AccessService;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  addedResolvers: OnCallResolverList;
}): { onCall: OnCallService; check: HealthCheck } {
  const rules = readOnCallRules(options.rootConfig);
  const onCall = DefaultOnCallService.create({
    ...options,
    resolvers: options.addedResolvers.before([
      ConfiguredOnCall.create({ ...options, rules }),
    ]),
  });
  const check = onCallCheck({
    states: () => onCall.states(),
    configured: rules.length > 0,
  });
  return { onCall, check };
}
