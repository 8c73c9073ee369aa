import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ActingIdentity } from './ActingIdentity';

/**
 * The person for whom an operation is done.
 *
 * @public
 */
export interface OperationActor {
  /** The catalog user; nobody for what the backend does by itself. */
  userEntityRef?: string;
  /** The person's groups, from trusted origins, as entity references. */
  groups?: readonly string[];
}

/**
 * What each call of an operation gets beside its input.
 *
 * @public
 */
export interface OperationContext {
  /** Aborted when nobody waits any more. */
  signal: AbortSignal;
  /** For whom it is done. */
  actor: OperationActor;
  /**
   * Who is to act, if that was recorded before. A connector that would act as
   * anybody else refuses.
   */
  identity?: ActingIdentity;
  /** For operators. It never gets inputs or answers, which may hold secrets. */
  logger: LoggerService;
  /** The same for every attempt at one effect. */
  idempotencyKey?: string;
}
