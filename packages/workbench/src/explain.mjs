// @ts-check

/** @typedef {{ kind: string, why: string, remedy: string }} Explanation */

const again =
  'run the same command again; what is done already is not repeated.';

/** @type {Array<{ kind: string, pattern: RegExp, why: (found: string) => string, remedy: string }>} */
const causes = [
  {
    kind: 'disk-full',
    pattern:
      /ENOSPC|no space left on device|SQLITE_FULL|database or disk is full|EDQUOT/i,
    why: () => 'the disk is full.',
    remedy: `Free some space (a complete checkout takes about 3 GB, the package caches in your home about 1.5 GB), then ${again}`,
  },
  {
    kind: 'certificate',
    pattern:
      /SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|CERT_HAS_EXPIRED|ERR_TLS_CERT_ALTNAME_INVALID|self[- ]signed certificate|unable to get local issuer certificate/i,
    why: found =>
      `the package registry answered with a certificate that this machine does not trust (${found}).`,
    remedy: `If your network inspects TLS, point npm at its certificate: npm config set cafile /path/to/ca.pem. Then ${again}`,
  },
  {
    kind: 'no-network',
    pattern:
      /(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ECONNRESET|ENETDOWN|ERR_SOCKET_\w+)(?:[: ]+[\w.-]+\.[\w.:-]+)?|tunneling socket could not be established[^\n]{0,80}|network timeout[^\n]{0,80}/i,
    why: found =>
      `no network: the package registry could not be reached (${found}).`,
    remedy: `Check the connection, and if you are behind a proxy or use a company registry, npm's settings: npm config get registry, npm config get https-proxy. Then ${again}`,
  },
  {
    kind: 'registry-refuses',
    pattern: /\bE40[13]\b|YN0041|Response Code: 40[137]|HTTPError: .*40[137]/i,
    why: found => `the package registry refused the request (${found}).`,
    remedy: `Sign in to it (npm login), or set YARN_NPM_AUTH_TOKEN for a registry that wants a token. Then ${again}`,
  },
  {
    kind: 'registry-slow',
    pattern: /`onCancel` handler was attached after the promise settled/,
    why: () =>
      'the package registry answered just as a request to it was given up, and yarn fell over that.',
    remedy: `It passes: ${again}`,
  },
  {
    kind: 'lock-mismatch',
    pattern: /YN0028|lockfile would have been modified/i,
    why: () => 'yarn.lock does not match the package.json files.',
    remedy:
      'If you changed a package.json, run: npm run yarn -- install --no-immutable, and commit yarn.lock. If not: git checkout yarn.lock.',
  },
  {
    kind: 'checksum',
    pattern: /EINTEGRITY|YN0018|checksum (?:failed|mismatch)/i,
    why: () => 'a downloaded package is not the one that the lock file names.',
    remedy:
      'A cached download may be broken: npm cache clean --force, and npm run yarn -- cache clean --all. If it stays, the registry serves something else: do not go on.',
  },
  {
    kind: 'permission',
    pattern: /\b(?:EACCES|EPERM|EROFS)\b[^\n]{0,160}/,
    why: found => `a file or folder may not be written (${found}).`,
    remedy:
      'The checkout must belong to you and be writable (and so must ~/.npm and ~/.yarn). If an earlier command ran as root: sudo chown -R "$(id -un)" . ~/.npm ~/.yarn',
  },
  {
    kind: 'port-taken',
    pattern: /EADDRINUSE[^\n]{0,80}/,
    why: found => `a port is taken (${found}).`,
    remedy: 'Stop the other process, or choose another: PORT=7017 npm start',
  },
  {
    kind: 'memory',
    pattern:
      /heap out of memory|ENOMEM|Cannot allocate memory|Killed process|SIGKILL/i,
    why: () => 'there was not enough memory.',
    remedy: `Set-up and build want about 3 GB of free memory. Close something, then ${again}`,
  },
];

/**
 * Why something failed, told from what it printed.
 * @param {string} text
 * @param {string[]} [kinds] the causes to think of; all if not given
 * @returns {Explanation | undefined}
 */
export function explain(text, kinds) {
  // A crash of a bundled program shows a line of its own code, with every error name in it.
  const said = text
    .split('\n')
    .filter(line => line.length < 1000)
    .join('\n');
  for (const { kind, pattern, why, remedy } of causes) {
    if (kinds && !kinds.includes(kind)) continue;
    const found = said.match(new RegExp(pattern, `g${pattern.flags}`));
    if (!found) continue;
    // The one that says most: with an address, or long. A bare code stands often beside a line that has more.
    const [most] = found.sort(
      (a, b) =>
        Number(b.includes('.')) - Number(a.includes('.')) ||
        b.length - a.length,
    );
    return { kind, why: why(most.trim()), remedy };
  }
  return undefined;
}
