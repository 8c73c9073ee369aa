import type { JsonObject } from '@backstage/types';
import type { Connector, OperationActor } from '../../connectors';

/**
 * One use of an operation, on something that is in the system.
 *
 * @public
 */
export interface ConnectorTestCase {
  /** The id of the operation. */
  operation: string;
  /** What it is asked to do; of what writes, something that is not so yet. */
  input: JsonObject;
  /** The same for something that is not there. */
  missing: JsonObject;
}

/**
 * A system that a connector is tried on.
 *
 * @public
 */
export interface ConnectorTestSystem {
  /** The connector, connected to it. */
  connector: Connector;
  /** Who asks; they may do all that the cases need. */
  actor: OperationActor;
  /** At least one for each operation: the same ones, in the same order, on each new system. */
  cases: readonly ConnectorTestCase[];
  /** What the connector gets in with, such as a token. It may show nowhere. */
  credentials: readonly string[];
  /** All that a write could change, with its secrets: another text as soon as anything changed. */
  readState(): Promise<string>;
  /** Changes what a case is about, as somebody else would. */
  disturb(given: ConnectorTestCase): Promise<void>;
  /** Ends it. */
  close(): Promise<void>;
}

/**
 * Options for {@link testConnector}.
 *
 * @public
 */
export interface ConnectorTestOptions {
  /**
   * Makes a new system, with the secret wherever the system keeps secrets that
   * the cases come by.
   */
  createSystem(options: { secret: string }): Promise<ConnectorTestSystem>;
  /**
   * Connects to what listens at an HTTP address, which is no such system: it
   * hangs, fails, or talks nonsense.
   */
  connect(options: { url: string; timeoutMs: number }): Promise<Connector>;
}
