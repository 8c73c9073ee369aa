import type { FileSinkConfig } from './SinkConfig';
import type { SinkReader } from './SinkReader';

/** Reads a sink that is a directory. */
export function readFileSink(reader: SinkReader): FileSinkConfig {
  reader.only(['type', 'id', 'path']);
  return {
    type: 'file',
    id: reader.id('file'),
    path: reader.absolutePath('path'),
  };
}
