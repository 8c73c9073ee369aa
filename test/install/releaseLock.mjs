// @ts-check

/**
 * The part of a lock file that names Backstage's packages. A Backstage of an earlier release has one of its own; a fresh
 * one would mix in packages of later releases, which do not all fit.
 *
 * @param {string} lock
 */
export function backstageEntries(lock) {
  return lock
    .split('\n\n')
    .filter(entry =>
      /^(__metadata:|"@backstage\/[^\n]*@npm:)/.test(entry.trim()),
    )
    .map(entry => `${entry.trim()}\n`)
    .join('\n');
}

/**
 * The dependencies on Backstage that the lock leaves open, without their caret: the version that came with create-app.
 *
 * @param {any} manifest
 * @param {string} lock
 * @returns {Map<string, string>} name to version
 */
export function openDependencies(manifest, lock) {
  const open = new Map();
  for (const kind of ['dependencies', 'devDependencies']) {
    for (const [name, range] of Object.entries(manifest[kind] ?? {})) {
      const caret = /^\^(\d+\.\d+\.\d+)$/.exec(String(range));
      if (
        caret &&
        name.startsWith('@backstage/') &&
        !lock.includes(`${name}@npm:${range}`)
      ) {
        open.set(name, caret[1]);
      }
    }
  }
  return open;
}

/**
 * @param {string} text a package.json
 * @param {Map<string, string>} versions
 */
export function withoutCaret(text, versions) {
  return [...versions].reduce(
    (changed, [name, version]) =>
      changed.replaceAll(`"${name}": "^${version}"`, `"${name}": "${version}"`),
    text,
  );
}

/**
 * @param {string} lock written for the exact versions
 * @param {Map<string, string>} versions
 */
export function withCaret(lock, versions) {
  return [...versions].reduce(
    (changed, [name, version]) =>
      changed.replaceAll(
        `"${name}@npm:${version}"`,
        `"${name}@npm:^${version}"`,
      ),
    lock,
  );
}
