import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readFileSink } from './readFileSink';
import { readGitSink } from './readGitSink';
import { readS3Sink } from './readS3Sink';
import type { SinkConfig } from './SinkConfig';
import { SinkReader } from './SinkReader';

const READERS = { file: readFileSink, git: readGitSink, s3: readS3Sink };

function isType(type: string): type is keyof typeof READERS {
  return Object.hasOwn(READERS, type);
}

/** Reads where checkpoints are kept outside the database. */
export function readSinks(
  config: RootConfigService,
  key: string,
): readonly SinkConfig[] {
  const list = config.getOptionalConfigArray(key) ?? [];
  const sinks = list.map((entry, index) => {
    const reader = new SinkReader(entry, `${key}[${index}]`);
    const type = reader.text('type');
    if (!isType(type)) {
      throw new InputError(
        `${reader.key}.type is one of ${Object.keys(READERS).join(', ')}`,
      );
    }
    return READERS[type](reader);
  });
  sinks.forEach(({ id }, index) => {
    if (sinks.findIndex(other => other.id === id) < index) {
      throw new InputError(
        `${key}[${index}].id: two sinks are called ${id}; give each an id of its own`,
      );
    }
  });
  return sinks;
}
