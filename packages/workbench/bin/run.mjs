#!/usr/bin/env node
// @ts-check
// Kept free of newer syntax: an old Node must get as far as the sentence below.
if (process.platform === 'win32') {
  console.error(
    'Understudy is built for Linux and macOS. On Windows, use it inside WSL: https://learn.microsoft.com/windows/wsl/install',
  );
  process.exit(1);
}
if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(
    'Understudy needs Node 20 or newer to set itself up; this is Node ' +
      process.versions.node +
      '. Install a newer one from https://nodejs.org or with your package manager.',
  );
  process.exit(1);
}
import('../src/main.mjs').then(function run(workbench) {
  return workbench.main(process.argv.slice(2));
});
