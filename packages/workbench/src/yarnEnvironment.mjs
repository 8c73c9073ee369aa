// @ts-check

/**
 * The settings of npm that decide how a registry is reached, as `npm config list --json` tells them.
 * @typedef {object} NpmSettings
 * @property {string} [registry]
 * @property {string | null} [cafile]
 * @property {string | string[] | null} [ca]
 * @property {boolean} [strict-ssl]
 * @property {string | false | null} [proxy]
 * @property {string | null} [https-proxy]
 * @property {string | string[] | null} [noproxy]
 */

/**
 * npm's settings in yarn's words. What the person has set for yarn already stays.
 * @param {NpmSettings} npm
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [caFile] where npm's inline `ca` was written
 * @returns {Record<string, string>}
 */
export function yarnEnvironment(npm, env, caFile) {
  /** @type {Record<string, string>} */
  const yarn = {
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_PROGRESS_BARS: '0',
  };
  const registry = npm.registry?.replace(/\/+$/, '');
  if (registry) yarn.YARN_NPM_REGISTRY_SERVER = registry;
  const host = registry ? new URL(registry).hostname : '';
  if (registry?.startsWith('http:')) yarn.YARN_UNSAFE_HTTP_WHITELIST = host;

  const ca = npm.cafile || caFile || env.NODE_EXTRA_CA_CERTS;
  if (ca) {
    yarn.YARN_HTTPS_CA_FILE_PATH = ca;
    yarn.NODE_EXTRA_CA_CERTS = ca;
  }
  if (npm['strict-ssl'] === false) yarn.YARN_ENABLE_STRICT_SSL = '0';

  if (!isExempt(host, npm.noproxy || env.NO_PROXY || env.no_proxy || '')) {
    const https =
      npm['https-proxy'] || npm.proxy || env.HTTPS_PROXY || env.https_proxy;
    const http = npm.proxy || env.HTTP_PROXY || env.http_proxy;
    if (https) yarn.YARN_HTTPS_PROXY = https;
    if (http) yarn.YARN_HTTP_PROXY = http;
  }
  for (const name of Object.keys(yarn)) {
    if (env[name]) delete yarn[name];
  }
  return yarn;
}

/**
 * Whether a host is one that the proxy is not for; yarn knows no such list, so it is decided here.
 * @param {string} host
 * @param {string | string[]} list
 */
function isExempt(host, list) {
  const entries = Array.isArray(list) ? list : list.split(',');
  return entries
    .map(entry => entry.trim().replace(/^\*?\./, ''))
    .filter(Boolean)
    .some(
      entry => entry === '*' || host === entry || host.endsWith(`.${entry}`),
    );
}
