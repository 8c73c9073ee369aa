// @ts-check
import { checkChangesets } from './changesets.mjs';
import { checkConfig } from './config.mjs';
import { checkFaces } from './faces.mjs';
import { checkLicences } from './licences.mjs';
import { checkLock } from './lock.mjs';
import { checkOpenApi } from './openapi.mjs';
import { checkPaths } from './paths.mjs';
import { checkSecrets } from './secrets.mjs';

/**
 * @typedef {object} CheckResult
 * @property {string} looked what was looked at
 * @property {string[]} problems one sentence each, with the place
 */

/** @type {Record<string, (context: { root: string }) => Promise<CheckResult>>} */
export const checks = {
  lock: checkLock,
  licences: checkLicences,
  secrets: checkSecrets,
  paths: checkPaths,
  faces: checkFaces,
  changesets: checkChangesets,
  config: checkConfig,
  openapi: checkOpenApi,
};
