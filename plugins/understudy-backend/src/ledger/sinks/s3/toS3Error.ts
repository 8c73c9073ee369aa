import { S3ServiceException } from '@aws-sdk/client-s3';
import { ServiceUnavailableError } from '@backstage/errors';

const HINTS: Record<string, string> = {
  AccessDenied:
    'the credentials may not do this; they need s3:PutObject, s3:GetObject, s3:ListBucketVersions, s3:GetBucketVersioning and, for a retention lock, s3:PutObjectRetention and s3:GetObjectRetention',
  InvalidAccessKeyId: 'it does not know the access key',
  SignatureDoesNotMatch: 'the secret access key is another one',
  NoSuchBucket: 'there is no such bucket',
  PermanentRedirect: 'the bucket is in another region',
  CredentialsProviderError:
    'there are no credentials, neither in the configuration nor in the environment',
  InvalidRequest:
    'it refuses the request; for a retention lock the bucket needs object lock',
};

const OURS = new Set(['ConflictError', 'ServiceUnavailableError']);

/** Says in words why an object store did not do what it was asked; without what was sent. */
export function toS3Error(error: unknown, where: string): unknown {
  const { name } = error as { name: string };
  const code = codeOf(error);
  if (OURS.has(name)) {
    return error;
  }
  const hint = HINTS[name];
  if (error instanceof S3ServiceException || hint) {
    return new ServiceUnavailableError(
      `${where} cannot be used: ${
        hint ?? `the store answers ${name}`
      } (${name})`,
    );
  }
  if (code !== undefined || name === 'TimeoutError') {
    return new ServiceUnavailableError(
      `${where} cannot be reached: ${code ?? 'it did not answer in time'}`,
    );
  }
  return error;
}

/** What the system said; of an error that the SDK wraps only the words are left. */
function codeOf(error: unknown): string | undefined {
  const { code, message } = error as { code?: unknown; message?: string };
  return typeof code === 'string'
    ? code
    : /\bE[A-Z]{4,}\b/.exec(message ?? '')?.[0];
}
