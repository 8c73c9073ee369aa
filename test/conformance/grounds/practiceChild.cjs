// @ts-check
'use strict';
// The practice cluster in a process of its own, as a person would run it: what the suite costs does not slow it down.
// @ts-expect-error it has no types
require('@backstage/cli/config/nodeTransform.cjs');
const { createServer } = require('node:http');
const { startPracticeCluster } = require('@understudy/practice-cluster');

async function main() {
  const tokens = JSON.parse(process.argv[2]);
  const cluster = await startPracticeCluster({
    name: 'conformance',
    tls: true,
    speed: 20,
    tokens: [
      {
        token: tokens.admin,
        username: 'understudy:admin',
        uid: 'admin',
        groups: ['system:masters'],
      },
      ...['alice', 'bob'].map(user => ({
        token: tokens[user],
        username: user,
        uid: user,
        groups: ['developers'],
      })),
    ],
  });
  const control = createServer((_, response) => {
    cluster.compact();
    response.end();
  });
  await new Promise(done => {
    control.listen(0, '127.0.0.1', () => done(undefined));
  });
  process.stdin.resume().once('end', () => process.exit(0));
  const { port } = /** @type {import('node:net').AddressInfo} */ (
    control.address()
  );
  process.stdout.write(
    `${JSON.stringify({
      server: cluster.url,
      ca: cluster.ca,
      compactUrl: `http://127.0.0.1:${port}/`,
    })}\n`,
  );
}

main();
