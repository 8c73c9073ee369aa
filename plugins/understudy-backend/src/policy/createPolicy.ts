import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { HealthCheck } from '@understudy/plugin-understudy-node';
import { createEngineSource } from './createEngineSource';
import { DefaultPolicyService } from './DefaultPolicyService';
import { policyCheck } from './policyCheck';
import { PolicyMetrics } from './PolicyMetrics';
import { readPolicyConfig } from './readPolicyConfig';
import type { PolicyService } from './types';

/** Policy as it is configured. Nothing is judged before `setData`. */
export function createPolicy(options: {
  rootConfig: RootConfigService;
  logger: LoggerService;
  metrics: MetricsService;
}): {
  policy: PolicyService;
  check: HealthCheck;
  stop(): Promise<void>;
} {
  const source = createEngineSource(
    readPolicyConfig(options.rootConfig),
    options,
  );
  const policy = new DefaultPolicyService({
    source,
    logger: options.logger,
    metrics: new PolicyMetrics(options.metrics),
  });
  return { policy, check: policyCheck(policy), stop: () => source.stop() };
}
