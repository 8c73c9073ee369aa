// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explain } from '../src/explain.mjs';
import { StepError } from '../src/StepError.mjs';
import { failure } from '../src/steps.mjs';

describe('why a step failed', () => {
  // What the programs really print.
  const said = {
    'no-network': [
      'npm error code ENOTFOUND\nnpm error network request to https://registry.npmjs.org/yarn failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org',
      'npm error code EAI_AGAIN',
      'npm error code ECONNREFUSED\nnpm error FetchError: connect ECONNREFUSED 127.0.0.1:9',
      '➤ YN0001: │ RequestError: getaddrinfo ENOTFOUND registry.npmjs.org',
      '➤ YN0001: │ RequestError: tunneling socket could not be established, cause=connect ECONNREFUSED 127.0.0.1:9',
      '➤ YN0001: │ Error [ERR_SOCKET_CLOSED_BEFORE_CONNECTION]: Socket closed before the connection was established',
      '➤ YN0001: │ RequestError: connect ETIMEDOUT 104.16.0.1:443',
    ],
    'disk-full': [
      'npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write',
      'Error: ENOSPC: no space left on device, copyfile',
      'SqliteError: database or disk is full',
    ],
    certificate: [
      'npm error code SELF_SIGNED_CERT_IN_CHAIN\nnpm error request failed, reason: self-signed certificate in certificate chain',
      '➤ YN0001: │ RequestError: unable to get local issuer certificate',
    ],
    permission: [
      "npm error code EACCES\nnpm error Error: EACCES: permission denied, mkdir '/x/.tools'",
      "Error: EROFS: read-only file system, mkdir '/x/.data'",
    ],
    'lock-mismatch': [
      '➤ YN0028: │ The lockfile would have been modified by this install, which is explicitly forbidden.',
    ],
    checksum: [
      'npm error code EINTEGRITY',
      "➤ YN0018: │ react: The remote archive doesn't match the expected checksum",
    ],
    'registry-refuses': [
      'npm error code E401\nnpm error Incorrect or missing password.',
    ],
    'registry-slow': [
      'Error: The `onCancel` handler was attached after the promise settled.',
    ],
    'port-taken': [
      'Error: listen EADDRINUSE: address already in use 127.0.0.1:7007',
    ],
    memory: [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    ],
  };

  for (const [kind, texts] of Object.entries(said)) {
    it(`knows ${kind}`, () => {
      for (const text of texts) {
        const known = explain(text);
        assert.equal(known?.kind, kind, text);
        assert.match(known.why, /\.$/);
        assert.ok(known.remedy.length > 20);
      }
    });
  }

  it('names the address that could not be reached', () => {
    const { why } =
      explain(
        'npm error code ECONNREFUSED\nnpm error FetchError: connect ECONNREFUSED 127.0.0.1:9',
      ) ?? assert.fail();
    assert.match(why, /\(ECONNREFUSED 127\.0\.0\.1:9\)/);
  });

  it('is not misled by the code that a crash shows', () => {
    const code = `throw a.code="ENOSPC",a${';x()'.repeat(500)}`;
    const why = explain(
      `${code}\nError: getaddrinfo ENOTFOUND registry.npmjs.org`,
    )?.why;
    assert.match(why ?? '', /ENOTFOUND registry\.npmjs\.org/);
  });

  it('says nothing about what it does not know, or was not asked about', () => {
    assert.equal(explain('TypeError: x is not a function'), undefined);
    assert.equal(
      explain('connect ECONNREFUSED 10.0.0.1:6443', ['disk-full']),
      undefined,
    );
  });

  it('names the step and keeps the first name', () => {
    const full = Object.assign(
      new Error('ENOSPC: no space left on device, write'),
      { code: 'ENOSPC' },
    );
    const told = failure(full, 'install');
    assert.equal(told.step, 'install');
    assert.equal(told.why, 'the disk is full.');
    assert.equal(failure(told, 'start').step, 'install');

    const unknown = failure(new TypeError('x is not a function'), 'pages');
    assert.match(unknown.detail ?? '', /explain\.test\.mjs/);
    assert.ok(
      failure(new StepError({ why: 'w', remedy: 'r' }), 'ports').step ===
        'ports',
    );
  });
});
