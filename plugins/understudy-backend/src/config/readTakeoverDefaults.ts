import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  takeoverLevels,
  type TakeoverLevel,
} from '@understudy/plugin-understudy-common';

const builtIn: Record<'developed' | 'existing', TakeoverLevel> = {
  developed: 'L3_SEMI_AUTO',
  existing: 'L1_OBSERVATION',
};

/** Which takeover level a system has until somebody sets one, below the cap of its environment. */
export function readTakeoverDefaults(
  config: RootConfigService,
): Record<'developed' | 'existing', TakeoverLevel> {
  const read = (type: 'developed' | 'existing') => {
    const key = `understudy.takeover.defaults.${type}`;
    const word = config.getOptionalString(key);
    const level = takeoverLevels.find(
      name => name === word || name.split('_')[0] === word,
    );
    if (word !== undefined && !level) {
      throw new InputError(`${key} must be one of L1, L2, L3, L4, L5`);
    }
    return level ?? builtIn[type];
  };
  return { developed: read('developed'), existing: read('existing') };
}
