// @ts-check

const DEPENDENCIES = [
  'dependencies',
  'peerDependencies',
  'optionalDependencies',
  'devDependencies',
];

/**
 * Every file that a manifest says can be imported, or that TypeScript would look for.
 *
 * @param {any} entry a value of `exports`, or main, module, types …
 * @returns {string[]}
 */
function targets(entry) {
  if (typeof entry === 'string') {
    return [entry.replace(/^\.\//, '')];
  }
  return Object.entries(entry ?? {}).flatMap(([condition, value]) =>
    // a condition that tells a kind of feature, not a file
    condition === 'backstage' ? [] : targets(value),
  );
}

/**
 * @param {{ files: string[], manifest: any }} tarball
 * @param {any} source the package.json in the repository
 * @returns {string[]}
 */
export function problemsOfTarball({ files, manifest }, source) {
  const { name } = manifest;
  const problems = [];
  const present = new Set(files);

  for (const kind of DEPENDENCIES) {
    for (const [other, range] of Object.entries(manifest[kind] ?? {})) {
      if (/^(workspace|link|file|portal|patch):/.test(String(range))) {
        problems.push(`${name}: ${kind} has ${other}@${range}`);
      }
    }
  }
  const wanted = [
    manifest.main,
    manifest.module,
    manifest.types,
    manifest.exports,
    manifest.typesVersions &&
      Object.values(manifest.typesVersions['*'] ?? {}).flat(),
    manifest.bin,
    manifest.configSchema,
    'README.md',
  ].flatMap(targets);
  for (const file of new Set(wanted)) {
    if (!present.has(file)) {
      problems.push(`${name}: ${file} is named but not packed`);
    }
  }
  // A command line is run, not imported.
  if (
    manifest.backstage?.role !== 'cli' &&
    !files.some(file => file.endsWith('.d.ts'))
  ) {
    problems.push(`${name}: there are no types`);
  }
  if (
    /src\//.test(
      JSON.stringify([manifest.main, manifest.types, manifest.exports]),
    )
  ) {
    problems.push(`${name}: an entry point still leads into src`);
  }
  for (const file of files) {
    if (
      /^src\/|(^|\/)__(tests|mocks|fixtures)__\/|\.(test|spec)\.[cm]?[jt]sx?(\.map)?$|setupTests/.test(
        file,
      )
    ) {
      problems.push(`${name}: ${file} is a source or test file`);
    }
  }
  if (source.configSchema && !manifest.configSchema) {
    problems.push(`${name}: the schema of its configuration got lost`);
  }
  for (const folder of source.files ?? []) {
    if (
      !files.some(file => file === folder || file.startsWith(`${folder}/`)) &&
      folder !== source.configSchema
    ) {
      problems.push(
        `${name}: ${folder} is listed in files but empty or missing`,
      );
    }
  }
  return problems;
}
