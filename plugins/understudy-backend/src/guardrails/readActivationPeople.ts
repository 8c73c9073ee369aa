import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const KEY = 'understudy.policy.activation.people';

/** How many different people activate guardrails; in production never fewer than two. */
export function readActivationPeople(
  config: RootConfigService,
  options: { production: boolean },
): number {
  const people = config.getOptionalNumber(KEY) ?? 2;
  if (people !== 1 && people !== 2) {
    throw new InputError(`${KEY} must be 1 or 2`);
  }
  return options.production ? 2 : people;
}
