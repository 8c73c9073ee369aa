import type {
  ActingIdentity,
  Connector,
  ConnectorCluster,
  ConnectorHealth,
  Operation,
  OperationActor,
} from '@understudy/plugin-understudy-node';
import { randomBytes } from 'node:crypto';
import type { Instruments } from './client/KubeTransport';
import { ClusterRegistry } from './clusters/ClusterRegistry';
import { KubernetesCluster } from './clusters/KubernetesCluster';
import type { KubernetesConfig } from './config/readKubernetesConfig';
import { SecretCommitments } from './masking/SecretCommitments';
import { getOperation } from './operations/getOperation';
import { listOperation } from './operations/listOperation';
import { restartOperation } from './operations/restartOperation';
import { scaleOperation } from './operations/scaleOperation';

/** Kubernetes, as plans see it. */
export class KubernetesConnector implements Connector {
  readonly id = 'kubernetes';
  readonly title = 'Kubernetes';
  readonly operations: readonly Operation[];
  readonly #clusters: ClusterRegistry;

  constructor(config: KubernetesConfig, instruments: Instruments) {
    this.#clusters = new ClusterRegistry(
      config.clusters.map(
        cluster => new KubernetesCluster(cluster, instruments),
      ),
    );
    const tools = {
      clusters: this.#clusters,
      commitments: new SecretCommitments(
        config.commitmentKey ?? randomBytes(32),
      ),
    };
    this.operations = [
      getOperation(tools),
      listOperation(tools),
      scaleOperation(tools),
      restartOperation(tools),
    ];
  }

  async clusters(): Promise<ConnectorCluster[]> {
    return this.#clusters.all().map(cluster => cluster.describe());
  }

  async identify(
    cluster: string,
    options: { actor: OperationActor; signal: AbortSignal },
  ): Promise<ActingIdentity> {
    return this.#clusters.get(cluster).identify(options);
  }

  async health(options: { signal: AbortSignal }): Promise<ConnectorHealth[]> {
    return Promise.all(
      this.#clusters.all().map(cluster => cluster.health(options.signal)),
    );
  }

  /** How one cluster is. */
  async healthOf(cluster: string, signal: AbortSignal) {
    return this.#clusters.get(cluster).health(signal);
  }
}
