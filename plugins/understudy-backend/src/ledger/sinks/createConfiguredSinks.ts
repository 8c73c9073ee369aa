import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CheckpointSink } from '@understudy/plugin-understudy-node';
import type { LedgerConfig } from '../config/LedgerConfig';
import type { SinkConfig } from '../config/SinkConfig';
import { FileCheckpointSink } from './file/FileCheckpointSink';
import { GitCheckpointSink } from './git/GitCheckpointSink';
import { S3CheckpointSink } from './s3/S3CheckpointSink';

type Dependencies = { logger: LoggerService };

function createSink(config: SinkConfig, deps: Dependencies): CheckpointSink {
  switch (config.type) {
    case 'file':
      return new FileCheckpointSink(config);
    case 'git':
      return new GitCheckpointSink(config, deps);
    default:
      return new S3CheckpointSink(config);
  }
}

/** The sinks that the configuration asks for, in its order. */
export function createConfiguredSinks(
  config: Pick<LedgerConfig, 'sinks'>,
  deps: Dependencies,
): CheckpointSink[] {
  return config.sinks.map(sink => createSink(sink, deps));
}
