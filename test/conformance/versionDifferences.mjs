// @ts-check
/**
 * Where the real versions differ from one another. The practice cluster mirrors
 * the newest; against an older one these are held to their own assertions only.
 * A test sees to it that the real ones do differ there.
 *
 * @type {Array<{ name: string, version: string, reason: string }>}
 */
export const versionDifferences = [];
