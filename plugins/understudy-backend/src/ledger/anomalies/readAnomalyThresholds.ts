import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { defaultThresholds } from './defaultThresholds';
import type { AnomalyThresholds } from './types';

const KEY = 'understudy.audit.anomalies';

/** Reads from when on the detectors speak, and refuses what makes no sense. */
export function readAnomalyThresholds(
  rootConfig: RootConfigService,
): AnomalyThresholds {
  const config = rootConfig.getOptionalConfig(KEY);
  const unknown = config
    ?.keys()
    .find(name => !Object.hasOwn(defaultThresholds, name));
  if (unknown !== undefined) {
    throw new InputError(
      `${KEY}.${unknown} does not exist: there are ${Object.keys(
        defaultThresholds,
      ).join(', ')}`,
    );
  }
  const thresholds = { ...defaultThresholds };
  for (const name of Object.keys(thresholds) as Array<
    keyof AnomalyThresholds
  >) {
    const value = config?.getOptionalNumber(name);
    if (value === undefined) {
      continue;
    }
    const fits =
      name === 'errorRate'
        ? value >= 0 && value < 1
        : Number.isSafeInteger(value) && value >= 1;
    if (!fits) {
      throw new InputError(
        name === 'errorRate'
          ? `${KEY}.errorRate must be a share from 0 up to 1, such as 0.1`
          : `${KEY}.${name} must be a whole number of 1 or more`,
      );
    }
    thresholds[name] = value;
  }
  return thresholds;
}
