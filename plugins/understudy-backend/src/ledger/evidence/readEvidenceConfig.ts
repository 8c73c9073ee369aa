import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { readS3Sink } from '../config/readS3Sink';
import { readWholeNumber } from '../config/readWholeNumber';
import { SinkReader } from '../config/SinkReader';
import type { EvidenceConfig } from './EvidenceConfig';

const KEY = 'understudy.evidence';

/** Reads `understudy.evidence`, and throws with the key at fault where it is wrong. */
export function readEvidenceConfig(config: RootConfigService): EvidenceConfig {
  const whole = (
    name: string,
    options: { least: number; most: number; otherwise: number },
  ) => readWholeNumber(config, `${KEY}.${name}`, options);
  return {
    directory: readDirectory(config),
    retentionDays: whole('retentionDays', {
      least: 1,
      most: 365,
      otherwise: 90,
    }),
    atOnce: whole('perPerson.atOnce', { least: 1, most: 100, otherwise: 2 }),
    perDay: whole('perPerson.perDay', {
      least: 1,
      most: 10_000,
      otherwise: 20,
    }),
    weekly: config.getOptionalBoolean(`${KEY}.weekly`) ?? false,
    ...readStore(config),
  };
}

function readDirectory(config: RootConfigService): string {
  const key = `${KEY}.directory`;
  const directory = config.getOptionalString(key);
  if (directory !== undefined) {
    if (!isAbsolute(directory) || directory.includes('\0')) {
      throw new InputError(`${key} must be an absolute path`);
    }
    return directory;
  }
  const work = config.getOptionalString('backend.workingDirectory');
  return join(work ?? tmpdir(), 'understudy-evidence');
}

function readStore(config: RootConfigService): Pick<EvidenceConfig, 'store'> {
  const key = `${KEY}.store`;
  const store = config.getOptionalConfig(key);
  if (!store) {
    return {};
  }
  const reader = new SinkReader(store, key);
  if (reader.text('type') !== 's3') {
    throw reader.wrong('type', 'must be s3');
  }
  return { store: readS3Sink(reader) };
}
