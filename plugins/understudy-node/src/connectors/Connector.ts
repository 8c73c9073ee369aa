import type { HealthObservation } from '../health';
import type { ActingIdentity } from './ActingIdentity';
import type { Operation } from './Operation';
import type { OperationActor } from './OperationContext';

/**
 * One installation of a system that a connector reaches: of Kubernetes, a
 * cluster.
 *
 * @public
 */
export interface ConnectorCluster {
  /** The name under which it is configured. */
  name: string;
  /** Whether the connector can look there. */
  reads: boolean;
  /** Whether the connector has credentials that can act there. */
  writes: boolean;
  /** What is missing, and where to configure it, if anything is. */
  note?: string;
}

/**
 * How one installation of a system is.
 *
 * @public
 */
export interface ConnectorHealth extends HealthObservation {
  /** The name under which it is configured. */
  cluster: string;
}

/**
 * Adapter to one system. It knows nothing about plans, approvals or HTTP.
 *
 * @public
 */
export interface Connector {
  /** Lower case letters, digits and hyphens; the part of operation ids before the colon. */
  id: string;
  /** What people read. */
  title: string;
  /** What it can do. */
  operations: readonly Operation[];
  /** What is configured. Asks no system. */
  clusters?(): Promise<ConnectorCluster[]>;
  /** Who would act on a cluster for a person. */
  identify?(
    cluster: string,
    options: { actor: OperationActor; signal: AbortSignal },
  ): Promise<ActingIdentity>;
  /** How what is configured is. Changes nothing. */
  health(options: { signal: AbortSignal }): Promise<ConnectorHealth[]>;
}
