import { TokenGrant } from './auth/Identities';
import { NodeOptions } from './world/bootstrap';

/** How a practice cluster is set up. @public */
export interface PracticeClusterOptions {
  /** Its name; also the seed of its chance. Default `practice`. */
  name?: string;
  /** The port on 127.0.0.1; a free one by default. */
  port?: number;
  /** HTTPS with a certificate of its own instead of HTTP. */
  tls?: boolean;
  /** How many times faster than in real life pods start, crash and back off. Default 1. */
  speed?: number;
  /** What random names, ids and addresses come from. */
  seed?: number | string;
  /** The nodes; three of 8 CPU and 32 Gi by default. */
  nodes?: NodeOptions[];
  /** Tokens beside the administrator's. */
  tokens?: TokenGrant[];
  /** The administrator's token; a random one by default. */
  adminToken?: string;
  /** Begin so long ago and play the past at once before serving. */
  historyMs?: number;
}
