// @ts-check
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { paths, root } from './paths.mjs';
import { practiceFiles } from './practiceFiles.mjs';

/**
 * What the wrapper wants to know of the example host's configuration.
 * @typedef {object} HostConfig
 * @property {number} port
 * @property {number | undefined} identityPort where the practice identity provider listens, if it is on
 * @property {string | undefined} metadataUrl where the host asks for it
 * @property {Person[]} people who can sign in with it
 *
 * @typedef {{ user: string, name: string, about?: string }} Person
 */

/** The example host's configuration files, later ones win. */
export function configFiles() {
  return [
    join(root, 'app-config.yaml'),
    practiceFiles.config,
    join(root, 'app-config.local.yaml'),
  ].filter(file => existsSync(file));
}

/** @returns {HostConfig} */
export function readHostConfig() {
  /** @type {any} */
  const config = configFiles().reduce(
    (merged, file) => merge(merged, parse(file)),
    {},
  );
  const port = Number(config.backend?.listen?.port);
  const identity = config.understudy?.practice?.identity;
  const identityPort = Number(identity?.port ?? 7008);
  return {
    port: Number.isInteger(port) ? port : 7007,
    identityPort: identity ? identityPort : undefined,
    metadataUrl: config.auth?.providers?.oidc?.development?.metadataUrl,
    people: Array.isArray(identity?.people) ? identity.people : [],
  };
}

/**
 * Before the packages are there, nothing can read YAML: the defaults count, and are looked at again later.
 * @param {string} file
 */
function parse(file) {
  try {
    const { parse: parseYaml } = createRequire(import.meta.url)('yaml');
    return parseYaml(readFileSync(file, 'utf8')) ?? {};
  } catch (error) {
    if (
      /** @type {NodeJS.ErrnoException} */ (error).code === 'MODULE_NOT_FOUND'
    )
      return {};
    throw error;
  }
}

/**
 * As Backstage merges: objects key by key, anything else replaces.
 * @param {any} below
 * @param {any} above
 * @returns {any}
 */
function merge(below, above) {
  if (!isObject(below) || !isObject(above)) return above;
  const merged = { ...below };
  for (const [key, value] of Object.entries(above)) {
    merged[key] = key in below ? merge(below[key], value) : value;
  }
  return merged;
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The configuration that moves the host to other ports.
 * @param {HostConfig} config
 * @param {{ port: number, identityPort: number | undefined }} ports
 * @returns {object | undefined} nothing when it stays where it is
 */
export function portsOverlay(config, { port, identityPort }) {
  if (port === config.port && identityPort === config.identityPort)
    return undefined;
  const baseUrl = `http://localhost:${port}`;
  return {
    app: { baseUrl },
    backend: { baseUrl, listen: { port } },
    ...(identityPort &&
      identityPort !== config.identityPort && {
        understudy: { practice: { identity: { port: identityPort } } },
        ...(config.metadataUrl && {
          auth: {
            providers: {
              oidc: {
                development: {
                  metadataUrl: config.metadataUrl.replace(
                    `:${config.identityPort}/`,
                    `:${identityPort}/`,
                  ),
                },
              },
            },
          },
        }),
      }),
  };
}

/**
 * Writes a configuration file that wins over all others, for as long as a script runs.
 * @param {string} name
 * @param {object} overlay
 * @returns {string} its path
 */
export function writeOverlay(name, overlay) {
  const file = join(paths.data, `app-config.${name}.yaml`);
  mkdirSync(paths.data, { recursive: true });
  const text = `# Written by npm run ${name}; anew each time.\n${JSON.stringify(
    overlay,
    undefined,
    2,
  )}\n`;
  writeFileSync(`${file}.partial`, text);
  renameSync(`${file}.partial`, file);
  return file;
}
