// @ts-check
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * What a finished piece of work was made from. Written last and in one move, so that a killed step leaves none.
 * @param {string} path
 * @returns {string | undefined}
 */
export function readStamp(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {string} content
 */
export function writeStamp(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.partial`, `${content}\n`);
  renameSync(`${path}.partial`, path);
}

/** @param {string} path */
export function removeStamp(path) {
  rmSync(path, { force: true });
}
