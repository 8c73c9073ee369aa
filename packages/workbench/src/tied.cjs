// @ts-check
'use strict';
// Loaded into every Node process that the workbench starts. A killed workbench cannot stop its children,
// so they notice by themselves that their parent is gone: no server keeps a port, no install goes on in the dark.
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  const parent = process.ppid;
  let asked = 0;
  setInterval(() => {
    if (process.ppid === parent) return;
    asked += 1;
    if (asked === 1) process.kill(process.pid, 'SIGTERM');
    if (asked > 10) process.kill(process.pid, 'SIGKILL');
  }, 500).unref();
}
