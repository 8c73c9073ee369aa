/** A directory. */
export interface FileSinkConfig {
  type: 'file';
  /** The name under which it is remembered what the sink has. */
  id: string;
  /** Where it is; absolute. */
  path: string;
}

/** A git repository. */
export interface GitSinkConfig {
  type: 'git';
  /** The name under which it is remembered what the sink has. */
  id: string;
  /** The local clone or bare repository; absolute. */
  directory: string;
  /** The branch that takes the commits. */
  branch: string;
  /** Where commits are pushed to: a URL, a path, or the name of a remote. */
  remote?: string;
  /** For a remote over HTTPS. The password is secret. */
  credentials?: { username: string; password: string };
  /** Who the commits are by. */
  author: { name: string; email: string };
}

/** How long the object store must refuse to delete a checkpoint. */
export interface S3Retention {
  mode: 'GOVERNANCE' | 'COMPLIANCE';
  days: number;
}

/** A bucket of an S3-compatible object store. */
export interface S3SinkConfig {
  type: 's3';
  /** The name under which it is remembered what the sink has. */
  id: string;
  bucket: string;
  /** What all keys begin with; empty, or ends with a slash. */
  prefix: string;
  region: string;
  /** An address other than that of AWS. */
  endpoint?: string;
  /** Whether the bucket stands in the path of the address, not in its host. */
  forcePathStyle: boolean;
  /** Without them, what the environment of the process offers. Secret. */
  credentials?: {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken?: string;
  };
  retention?: S3Retention;
}

/** A place where checkpoints are kept outside the database. */
export type SinkConfig = FileSinkConfig | GitSinkConfig | S3SinkConfig;
