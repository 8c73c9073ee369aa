import { FaultRule } from './faults/Faults';
import { Scenario } from './scenarios/Scenario';
import { BulkOptions } from './world/bulkPods';
import { KubeObject } from './types';

/** A running practice cluster. @public */
export interface PracticeCluster {
  /** Its name, also that of its context in a kubeconfig. */
  readonly name: string;
  /** Where its API is served. */
  readonly url: string;
  /** The certificate to trust, where it serves HTTPS. */
  readonly ca?: string;
  /** A token that may do everything. */
  readonly adminToken: string;

  /** A kubeconfig for a token, the administrator's by default. */
  kubeconfig(token?: string): string;

  /** Creates an object, or replaces it where it exists. */
  apply(object: object): KubeObject;

  /** Reads an object without a request. */
  get(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined;

  /** Reads objects without a request. */
  list(apiVersion: string, kind: string, namespace?: string): KubeObject[];

  /** Puts a scenario on stage. */
  loadScenario(scenario: Scenario): void;

  /** Makes requests fail or lag; call the result to end it. */
  addFault(rule: FaultRule): () => void;

  /** Ends all faults. */
  clearFaults(): void;

  /** Cuts off running watches; says how many. */
  dropWatches(resource?: string): number;

  /** Puts this cluster's clock off. */
  setClockSkew(ms: number): void;

  /** Takes a node off the network or brings it back. */
  setNodeDown(name: string, down: boolean): void;

  /** Adds many pods that stand still, for measuring. */
  addBulkPods(options: BulkOptions): void;

  /** Forgets the history of changes, so that old continue tokens and watches get 410. */
  compact(): void;

  /** Stops serving and its clock. */
  close(): Promise<void>;
}
