// @ts-check
import { readFileSync } from 'node:fs';

/**
 * Whether a process runs. One that ended, but that nobody has asked about yet (a zombie), does not.
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !['Z', 'X'].includes(stat(pid)?.[0] ?? '');
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * When a process began, in the kernel's own count: tells it from a later one with the same number.
 * Unknown where there is no /proc.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function beginning(pid) {
  return stat(pid)?.[19];
}

/**
 * What the kernel tells of a process, from its state on.
 * @param {number} pid
 */
function stat(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
