// @ts-check

/**
 * Whether Backstage and what we build on run with this Node: 22 (from the release that can `require` ES modules) or 24.
 * @param {string} version such as `24.21.0`
 */
export function fitsNode(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 12);
}
