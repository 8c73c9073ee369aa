import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** Reads a whole number within bounds, and throws with the key if it is none. */
export function readWholeNumber(
  config: RootConfigService,
  key: string,
  options: { least: number; most: number; otherwise: number },
): number {
  const { least, most, otherwise } = options;
  const value = config.getOptionalNumber(key) ?? otherwise;
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new InputError(
      `${key} must be a whole number from ${least} to ${most}`,
    );
  }
  return value;
}
