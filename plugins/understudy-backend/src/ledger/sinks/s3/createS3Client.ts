import { S3Client } from '@aws-sdk/client-s3';
import type { S3SinkConfig } from '../../config/SinkConfig';

/** What it takes to reach an object store. */
export type S3Access = Pick<
  S3SinkConfig,
  'region' | 'endpoint' | 'forcePathStyle' | 'credentials'
>;

/** A client for an object store that speaks S3. */
export function createS3Client(access: S3Access): S3Client {
  const { region, endpoint, forcePathStyle, credentials } = access;
  return new S3Client({
    region,
    forcePathStyle,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
    maxAttempts: 3,
    // Stores other than that of AWS do not all know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 15_000,
      throwOnRequestTimeout: true,
    },
  });
}
