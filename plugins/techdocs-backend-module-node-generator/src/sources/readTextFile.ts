import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { InputError } from '@backstage/errors';

/** Reads a regular file of limited size, and never through a symbolic link. */
export async function readTextFile(options: {
  path: string;
  name: string;
  maxBytes: number;
}): Promise<string> {
  const { path, name, maxBytes } = options;
  // Windows has no O_NOFOLLOW; there the walk over the folder has refused links before.
  const file = await open(
    path,
    // eslint-disable-next-line no-bitwise
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0),
  ).catch(error => {
    if (error.code === 'ELOOP') {
      throw new InputError(
        `${name} is a symbolic link. Put the file itself in its place.`,
      );
    }
    throw error;
  });
  try {
    const { size } = await file.stat();
    if (size > maxBytes) {
      throw new InputError(
        `${name} has ${size} bytes; at most ${maxBytes} are read. Split it.`,
      );
    }
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
