import type { S3Retention, S3SinkConfig } from './SinkConfig';
import type { SinkReader } from './SinkReader';

function readEndpoint(reader: SinkReader): string | undefined {
  const endpoint = reader.optionalText('endpoint');
  if (endpoint === undefined) {
    return undefined;
  }
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.username !== '' ||
    url.password !== ''
  ) {
    throw reader.wrong(
      'endpoint',
      'must be a URL with http:// or https:// and without a password',
    );
  }
  return endpoint;
}

function readCredentials(reader: SinkReader): S3SinkConfig['credentials'] {
  if (!reader.has('credentials')) {
    return undefined;
  }
  const inner = reader.in('credentials');
  inner.only(['accessKeyId', 'secretAccessKey', 'sessionToken']);
  const sessionToken = inner.optionalText('sessionToken');
  return {
    accessKeyId: inner.text('accessKeyId'),
    secretAccessKey: inner.text('secretAccessKey'),
    ...(sessionToken !== undefined && { sessionToken }),
  };
}

function readRetention(reader: SinkReader): S3Retention | undefined {
  if (!reader.has('retention')) {
    return undefined;
  }
  const inner = reader.in('retention');
  inner.only(['mode', 'days']);
  const mode = inner.text('mode');
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') {
    throw inner.wrong('mode', 'is GOVERNANCE or COMPLIANCE');
  }
  const days = inner.number('days');
  if (!Number.isInteger(days) || days < 1 || days > 36_500) {
    throw inner.wrong('days', 'must be a whole number from 1 to 36500');
  }
  return { mode, days };
}

/** Reads a sink that is a bucket. */
export function readS3Sink(reader: SinkReader): S3SinkConfig {
  reader.only([
    'type',
    'id',
    'bucket',
    'prefix',
    'region',
    'endpoint',
    'forcePathStyle',
    'credentials',
    'retention',
  ]);
  const endpoint = readEndpoint(reader);
  const credentials = readCredentials(reader);
  const retention = readRetention(reader);
  const prefix = reader.has('prefix')
    ? reader.matching(
        'prefix',
        /^[\w!.*'()-]+(\/[\w!.*'()-]+)*\/?$(?<=^.{1,512})/,
        'must be words with slashes between them',
      )
    : '';
  return {
    type: 's3',
    id: reader.id('s3'),
    bucket: reader.matching(
      'bucket',
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      'must be the name of a bucket',
    ),
    prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
    region: reader.matching('region', /^[a-z0-9-]{1,64}$/, 'must be a region'),
    ...(endpoint !== undefined && { endpoint }),
    forcePathStyle: reader.flag('forcePathStyle') ?? endpoint !== undefined,
    ...(credentials && { credentials }),
    ...(retention && { retention }),
  };
}
