import { readdir, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { MkdocsConfig } from '../types';

const FILE_NAME = 'techdocs_metadata.json';

/** Writes what the TechDocs backend wants to know about a site, once all else is written. */
export async function writeMetadata(options: {
  outputDir: string;
  config: MkdocsConfig;
  etag?: string;
}): Promise<void> {
  const { outputDir, config, etag } = options;
  const entries = await readdir(outputDir, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry =>
      relative(outputDir, join(entry.parentPath, entry.name))
        .split(sep)
        .join('/'),
    );
  await writeFile(
    join(outputDir, FILE_NAME),
    JSON.stringify({
      site_name: config.siteName,
      site_description: config.siteDescription,
      build_timestamp: Date.now(),
      files: [...files, FILE_NAME].sort(),
      ...(etag && { etag }),
    }),
  );
}
