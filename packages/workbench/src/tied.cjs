// @ts-check
'use strict';
// Loaded into every Node process that the workbench starts. A killed workbench cannot stop its children,
// so they notice by themselves that their parent is gone: no server keeps a port, no install goes on in the dark.
// Loaded into the workbench too when npm or yarn called it: a signal to them may end the shell between us only.
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  const parent = process.ppid;
  const checksPerSecond = 2;
  const graceSeconds = 30;
  // Nobody reads any more what an orphan says. Backstage logs what it did not catch, fails at that too, and so on,
  // too busy to end.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', error => {
      if (process.ppid === parent) throw error;
    });
  }
  let alone = 0;
  setInterval(() => {
    if (process.ppid === parent) return;
    alone += 1;
    if (alone === 1) process.kill(process.pid, 'SIGTERM');
    if (alone > graceSeconds * checksPerSecond) {
      process.kill(process.pid, 'SIGKILL');
    }
  }, 1000 / checksPerSecond).unref();
}
