// @ts-check
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { waitForPeople } from '../src/waitForPeople.mjs';

/**
 * A practice identity provider that answers this, one after the other, and the last for ever.
 * @param {Array<string[]>} answers who is missing
 * @param {(port: number) => Promise<void>} use
 */
async function answering(answers, use) {
  const server = createServer((request, response) => {
    assert.equal(request.url, '/ready');
    const missing = answers.length > 1 ? answers.shift() : answers[0];
    response
      .writeHead(missing?.length ? 503 : 200)
      .end(JSON.stringify({ missing }));
  });
  await new Promise(resolve =>
    server.listen(0, '127.0.0.1', () => resolve(undefined)),
  );
  const { port } = /** @type {import('node:net').AddressInfo} */ (
    server.address()
  );
  try {
    await use(port);
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
}

/** @param {{ identityPort: number | undefined, patienceMs: number, ended?: () => boolean }} options */
async function said({ ended = () => false, ...options }) {
  /** @type {string[]} */
  const lines = [];
  await waitForPeople({ ...options, ended, show: line => lines.push(line) });
  return lines;
}

test('the start is over when the catalog knows everybody who can sign in', async () => {
  const answers = [
    ['user:default/dana', 'user:default/sam'],
    ['user:default/sam'],
    [],
  ];
  await answering(answers, async identityPort => {
    assert.deepEqual(await said({ identityPort, patienceMs: 60_000 }), []);
    assert.deepEqual(answers, [[]]);
  });
});

test('somebody who stays missing is named, and the start goes on', async () => {
  await answering([['user:default/dana']], async identityPort => {
    const [line, ...more] = await said({ identityPort, patienceMs: 0 });
    assert.match(line, /does not know yet: user:default\/dana\./);
    assert.deepEqual(more, []);
  });
});

test('a provider that does not answer is said, one that is off or has ended is not waited for', async () => {
  /** @type {number | undefined} */
  let gone;
  await answering([[]], async port => {
    gone = port;
  });
  const [line] = await said({ identityPort: gone, patienceMs: 0 });
  assert.match(line, /does not say/);
  const ended = () => true;
  assert.deepEqual(
    await said({ identityPort: gone, patienceMs: 60_000, ended }),
    [],
  );
  assert.deepEqual(
    await said({ identityPort: undefined, patienceMs: 60_000 }),
    [],
  );
});
