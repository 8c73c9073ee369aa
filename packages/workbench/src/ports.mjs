// @ts-check
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/**
 * Whether anything listens on a port of this machine's loopback addresses.
 * @param {number} port
 */
export async function isTaken(port) {
  return (
    (await answers(port, '127.0.0.1')) ||
    (await answers(port, '::1')) ||
    !(await canListen(port))
  );
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function answers(port, host) {
  return new Promise(resolve => {
    const socket = connect({ port, host, timeout: 1000 });
    /** @param {boolean} answer */
    const end = answer => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function canListen(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', error => {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1' }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/**
 * The first free port from one on.
 * @param {number} from
 * @param {number[]} [not]
 */
export async function freePort(from, not = []) {
  for (let port = from; port < from + 200; port += 1) {
    if (!not.includes(port) && !(await isTaken(port))) return port;
  }
  throw new Error(`no free port between ${from} and ${from + 200}`);
}

/**
 * Who listens on a port, as far as this user may know.
 * @param {number} port
 * @returns {string | undefined} such as `process 4711 (node server.js)`
 */
export function describeHolder(port) {
  try {
    const pid =
      process.platform === 'linux' ? linuxHolder(port) : lsofHolder(port);
    if (!pid) return undefined;
    const command = execFileSync('ps', ['-o', 'args=', '-p', pid], {
      encoding: 'utf8',
    }).trim();
    return `process ${pid} (${
      command.length > 120 ? `${command.slice(0, 117)}…` : command
    })`;
  } catch {
    return undefined;
  }
}

/** @param {number} port */
function lsofHolder(port) {
  return execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], {
    encoding: 'utf8',
  }).split('\n')[0];
}

/** @param {number} port */
function linuxHolder(port) {
  const listening = '0A';
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const inodes = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6']
      .flatMap(file => readFileSync(file, 'utf8').split('\n').slice(1))
      .map(line => line.trim().split(/\s+/))
      .filter(fields => fields[1]?.endsWith(suffix) && fields[3] === listening)
      .map(fields => `socket:[${fields[9]}]`),
  );
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .find(pid => {
      try {
        return readdirSync(`/proc/${pid}/fd`).some(fd =>
          inodes.has(readlinkSync(`/proc/${pid}/fd/${fd}`)),
        );
      } catch {
        return false;
      }
    });
}
