// @ts-check
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';

/**
 * The key that signs service account tokens. Everything else that wants a
 * certificate uses the self-signed one that the API server makes for itself.
 *
 * @param {string} path
 */
export async function writeServiceAccountKey(path) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = createPrivateKey(
    privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );
  await writeFile(path, key.export({ type: 'pkcs1', format: 'pem' }), {
    mode: 0o600,
  });
}
