import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import {
  bundleAlgorithms,
  type BundleConfig,
  type PolicyConfig,
} from './PolicyConfig';

const KEY = 'understudy.policy';
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Reads `understudy.policy`, and throws with the key at fault where it is wrong. */
export function readPolicyConfig(config: RootConfigService): PolicyConfig {
  const mode = config.getOptionalString(`${KEY}.mode`) ?? 'wasm';
  switch (mode) {
    case 'wasm':
      return { mode };
    case 'server':
      return { mode, server: readServer(config) };
    case 'bundle':
      return { mode, bundle: readBundle(config) };
    default:
      throw new InputError(`${KEY}.mode must be wasm, server or bundle`);
  }
}

function readServer(config: RootConfigService): {
  url: string;
  token?: string;
} {
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
  return { url, ...(token && { token }) };
}

function readBundle(config: RootConfigService): BundleConfig {
  const directory = config.getString(`${KEY}.bundle.directory`);
  if (!isAbsolute(directory)) {
    throw new InputError(
      `${KEY}.bundle.directory must be a whole path, from the root of the file system`,
    );
  }
  const algorithm =
    config.getOptionalString(`${KEY}.bundle.algorithm`) ?? 'RS256';
  const known = bundleAlgorithms.find(one => one === algorithm);
  if (!known) {
    throw new InputError(
      `${KEY}.bundle.algorithm must be one of ${bundleAlgorithms.join(', ')}`,
    );
  }
  return { directory, publicKey: readPublicKey(config), algorithm: known };
}

function readPublicKey(config: RootConfigService): string {
  const text = config.getOptionalString(`${KEY}.bundle.publicKey`);
  const file = config.getOptionalString(`${KEY}.bundle.publicKeyFile`);
  if ((text === undefined) === (file === undefined)) {
    throw new InputError(
      `Set either ${KEY}.bundle.publicKey or ${KEY}.bundle.publicKeyFile: without a public key no bundle is believed`,
    );
  }
  const key = `${KEY}.bundle.${
    text === undefined ? 'publicKeyFile' : 'publicKey'
  }`;
  try {
    const pem = text ?? readFileSync(file!, 'utf8');
    if (pem.includes('PRIVATE KEY')) {
      throw new Error('private');
    }
    return createPublicKey(pem)
      .export({ type: 'spki', format: 'pem' })
      .toString();
  } catch {
    throw new InputError(`${key} must hold a public key in PEM`);
  }
}
