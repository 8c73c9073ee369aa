import { readFileSync } from 'node:fs';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const KEY = 'understudy.audit.followUp';
const SECRET_AT_LEAST = 32;

/** Where follow-ups are sent. */
export interface FollowUpConfig {
  url: URL;
  secret: string;
  timeoutMs: number;
}

/**
 * Reads where follow-ups are sent; undefined if nowhere. Only the
 * administrator says where, so that nobody can make this server call an
 * address of their choice.
 */
export function readFollowUpConfig(
  rootConfig: RootConfigService,
): FollowUpConfig | undefined {
  const config = rootConfig.getOptionalConfig(KEY);
  if (!config) {
    return undefined;
  }
  let url: URL;
  try {
    url = new URL(config.getString('url'));
  } catch {
    throw new InputError(`${KEY}.url must be a whole address`);
  }
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw new InputError(
      `${KEY}.url must begin with https://; http:// is for this machine only`,
    );
  }
  if (url.username || url.password) {
    throw new InputError(
      `${KEY}.url must not hold a name or a password: what is sent is signed with ${KEY}.secret`,
    );
  }
  const file = config.getOptionalString('secretFile');
  const secret = file
    ? readSecret(file)
    : config.getOptionalString('secret')?.trim() ?? '';
  if (secret.length < SECRET_AT_LEAST) {
    throw new InputError(
      `${KEY}.secret or ${KEY}.secretFile must give at least ${SECRET_AT_LEAST} characters of chance, such as openssl rand -hex 32 prints`,
    );
  }
  const seconds = config.getOptionalNumber('timeoutSeconds') ?? 10;
  if (!(seconds >= 1 && seconds <= 60)) {
    throw new InputError(`${KEY}.timeoutSeconds must be from 1 to 60`);
  }
  return { url, secret, timeoutMs: seconds * 1_000 };
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new InputError(`${KEY}.secretFile cannot be read`, error as Error);
  }
}
