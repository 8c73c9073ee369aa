import { canonicalJson } from '@understudy/ledger';
import { CompactSign, type KeyLike } from 'jose';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a bundle as `opa build` and `opa sign` do. */
export async function signBundle(options: {
  directory: string;
  files: Record<string, Uint8Array | object>;
  key: KeyLike | Uint8Array;
  algorithm?: string;
  /** What is signed beside what is there, or in its place. */
  signed?: Record<string, Uint8Array | object>;
}): Promise<void> {
  const { directory, files, key, algorithm = 'ES256' } = options;
  mkdirSync(directory, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(
      join(directory, name),
      content instanceof Uint8Array
        ? content
        : JSON.stringify(content, undefined, 2),
    );
  }
  const payload = {
    files: Object.entries(options.signed ?? files).map(([name, content]) => ({
      name,
      hash: createHash('sha256')
        .update(
          content instanceof Uint8Array ? content : canonicalJson(content),
        )
        .digest('hex'),
      algorithm: 'SHA-256',
    })),
  };
  const token = await new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: algorithm })
    .sign(key);
  writeFileSync(
    join(directory, '.signatures.json'),
    JSON.stringify({ signatures: [token] }),
  );
}
