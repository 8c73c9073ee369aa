import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { PolicyConfig } from './PolicyConfig';

const KEY = 'understudy.policy';
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Reads `understudy.policy`, and throws with the key at fault where it is wrong. */
export function readPolicyConfig(config: RootConfigService): PolicyConfig {
  const mode = config.getOptionalString(`${KEY}.mode`) ?? 'wasm';
  switch (mode) {
    case 'wasm':
      return { mode };
    case 'server': {
      const key = `${KEY}.server.url`;
      const url = config.getString(key);
      const parsed = URL.canParse(url) ? new URL(url) : undefined;
      if (
        !parsed ||
        parsed.username ||
        parsed.search ||
        parsed.hash ||
        !(
          parsed.protocol === 'https:' ||
          (parsed.protocol === 'http:' && LOOPBACK.test(parsed.hostname))
        )
      ) {
        throw new InputError(
          `${key} must be an address with https, or with http on this machine, without credentials and without a query`,
        );
      }
      const token = config.getOptionalString(`${KEY}.server.token`);
      return { mode, server: { url, ...(token && { token }) } };
    }
    default:
      throw new InputError(`${KEY}.mode must be wasm or server`);
  }
}
