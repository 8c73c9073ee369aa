import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { LedgerConfig } from './LedgerConfig';
import { readSinks } from './readSinks';
import { isLogName } from './isLogName';
import { readWholeNumber } from './readWholeNumber';

const KEY = 'understudy.ledger';
// The address of the people first: it is the one that changes least.
const ADDRESSES = ['app.baseUrl', 'backend.baseUrl'];

function readOrigin(
  config: RootConfigService,
): Pick<LedgerConfig, 'origin' | 'originConfigured'> {
  const key = `${KEY}.origin`;
  const origin = config.getOptionalString(key);
  if (origin !== undefined) {
    if (!isLogName(origin)) {
      throw new InputError(
        `${key} names the log and its keys: 1 to 128 printable ASCII characters, no space and no plus, such as example.com/understudy`,
      );
    }
    return { origin, originConfigured: true };
  }
  for (const address of ADDRESSES) {
    const url = config.getOptionalString(address);
    if (url !== undefined && URL.canParse(url)) {
      // Without the port: a log keeps its name when the port moves.
      const derived = `${new URL(url).hostname}/understudy`;
      if (isLogName(derived)) {
        return { origin: derived, originConfigured: false };
      }
    }
  }
  return { origin: 'localhost/understudy', originConfigured: false };
}

function readSigningKeys(
  config: RootConfigService,
): Pick<LedgerConfig, 'signingKeyFile' | 'signingKeys'> {
  const fileKey = `${KEY}.signingKeyFile`;
  const secretKey = `${KEY}.signingKey`;
  const signingKeyFile = config.getOptionalString(fileKey);
  const secret = config.getOptionalString(secretKey);
  if (signingKeyFile !== undefined && secret !== undefined) {
    throw new InputError(
      `${fileKey} and ${secretKey} are both there; keep the signing key in one place`,
    );
  }
  // No key has a space in it, so that several fit one environment variable.
  const signingKeys = secret?.split(/\s+/).filter(text => text !== '');
  return {
    ...(signingKeyFile !== undefined && { signingKeyFile }),
    ...(signingKeys && { signingKeys }),
  };
}

/**
 * Reads `understudy.ledger`, and throws with the key at fault where it is
 * wrong. Whether the signing keys are any good shows when they are loaded.
 */
export function readLedgerConfig(config: RootConfigService): LedgerConfig {
  return {
    ...readOrigin(config),
    ...readSigningKeys(config),
    checkpointEvery: {
      entries: readWholeNumber(config, `${KEY}.checkpoint.entries`, {
        least: 1,
        most: 1_000_000,
        otherwise: 1000,
      }),
      seconds: readWholeNumber(config, `${KEY}.checkpoint.seconds`, {
        least: 1,
        most: 86_400,
        otherwise: 60,
      }),
    },
    retentionDays: readWholeNumber(config, `${KEY}.retentionDays`, {
      least: 1,
      most: 36_500,
      otherwise: 365,
    }),
    sinks: readSinks(config, `${KEY}.sinks`),
  };
}
