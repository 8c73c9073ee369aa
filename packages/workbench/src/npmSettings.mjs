// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { paths } from './paths.mjs';
import { yarnEnvironment } from './yarnEnvironment.mjs';

/** @type {Promise<Record<string, string>> | undefined} */
let known;

/**
 * npm's registry, certificate and proxy settings for yarn, by environment and never in a file of the project.
 * @returns {Promise<Record<string, string>>}
 */
export function registryEnvironment() {
  known ??= read();
  return known;
}

async function read() {
  const { code, stdout } = await npm(['config', 'list', '--json'], {
    allowFailure: true,
  });
  /** @type {import('./yarnEnvironment.mjs').NpmSettings} */
  const settings = code === 0 ? JSON.parse(stdout) : {};
  return yarnEnvironment(
    settings,
    process.env,
    inlineCertificates(settings.ca),
  );
}

/**
 * Yarn and Node take certificates from a file only; npm also inline. They are public.
 * @param {string | string[] | null | undefined} ca
 */
function inlineCertificates(ca) {
  if (!ca || ca.length === 0) return undefined;
  const file = join(paths.tools, 'npm-ca.pem');
  mkdirSync(paths.tools, { recursive: true });
  writeFileSync(file, [ca].flat().join('\n').replaceAll('\\n', '\n'));
  return file;
}
