import { randomBytes } from 'node:crypto';
import { createObject } from './api/create';
import { decodeObject } from './api/decodeBody';
import { updateObject } from './api/update';
import { systemOptions } from './api/WriteOptions';
import { Identities } from './auth/Identities';
import { Rbac } from './auth/Rbac';
import { Controllers, startControllers } from './controllers/startControllers';
import { Engine } from './engine/Engine';
import { FaultRule, Faults } from './faults/Faults';
import { ClusterServer } from './http/ClusterServer';
import { createCertificate } from './http/createCertificate';
import { Kubelet } from './kubelet/Kubelet';
import { PracticeCluster } from './PracticeCluster';
import { PracticeClusterOptions } from './PracticeClusterOptions';
import { keyOf } from './store/Store';
import { Scenario } from './scenarios/Scenario';
import { ScenarioStage } from './scenarios/ScenarioStage';
import { KubeObject, Raw } from './types';
import { cloneJson } from './util/json';
import { bootstrap, NodeOptions } from './world/bootstrap';
import { addBulkPods, BulkOptions } from './world/bulkPods';
import { kubeconfigYaml } from './world/kubeconfig';

const NODES: NodeOptions[] = [1, 2, 3].map(n => ({ name: `node-${n}` }));

/** One cluster in this process. */
export class DefaultPracticeCluster implements PracticeCluster {
  readonly name: string;
  readonly adminToken: string;
  readonly #engine: Engine;
  readonly #kubelet: Kubelet;
  readonly #controllers: Controllers;
  readonly #faults = new Faults();
  readonly #stage: ScenarioStage;
  readonly #rbac: Rbac;
  readonly #identities: Identities;
  #offered: Scenario[] = [];
  #server: ClusterServer | undefined;
  #url = '';
  #ca: string | undefined;

  private constructor(options: PracticeClusterOptions) {
    this.name = options.name ?? 'practice';
    const now = Date.now();
    this.#engine = new Engine({
      name: this.name,
      seed: options.seed ?? this.name,
      speed: options.speed,
      startAt: now - (options.historyMs ?? 1000),
    });
    this.adminToken =
      options.adminToken ?? `practice-${randomBytes(24).toString('base64url')}`;
    this.#kubelet = new Kubelet(this.#engine);
    this.#controllers = startControllers(this.#engine, this.#kubelet);
    this.#rbac = new Rbac(this.#engine);
    this.#identities = new Identities(this.#engine, [
      {
        token: this.adminToken,
        username: 'kubernetes-admin',
        groups: ['system:masters'],
      },
      ...(options.tokens ?? []),
    ]);
    this.#stage = new ScenarioStage(this.#engine, this.#kubelet, {
      apply: object => this.apply(object),
      setNodeDown: (name, down) => this.setNodeDown(name, down),
    });
    bootstrap(this.#engine, this.#controllers, options.nodes ?? NODES);
  }

  /** A cluster whose past can still be played; it serves after `open`. */
  static create(options: PracticeClusterOptions): DefaultPracticeCluster {
    return new DefaultPracticeCluster(options);
  }

  /** Scenarios that can be put on stage by their name. */
  offerScenarios(scenarios: Scenario[]): void {
    this.#offered = scenarios;
  }

  get engine(): Engine {
    return this.#engine;
  }

  get kubelet(): Kubelet {
    return this.#kubelet;
  }

  get url(): string {
    return this.#url;
  }

  get ca(): string | undefined {
    return this.#ca;
  }

  /** Plays the past up to a moment. */
  playUntil(at: number): void {
    this.#engine.clock.playUntil(at);
  }

  /** Catches up with the present and begins to serve. */
  async open(options: { port?: number; tls?: boolean }): Promise<void> {
    this.#engine.clock.goLive();
    // Nobody has seen anything yet: what happened before is no history that a watch could resume.
    this.#engine.store.compact();
    const tls = options.tls ? await createCertificate() : undefined;
    this.#ca = tls?.cert;
    this.#server = new ClusterServer(
      {
        engine: this.#engine,
        rbac: this.#rbac,
        identities: this.#identities,
        kubelet: this.#kubelet,
        faults: this.#faults,
        scheduler: this.#controllers.scheduler,
        controls: {
          scenarios: () => this.#offered,
          loadScenario: scenario => this.loadScenario(scenario),
          addFault: rule => this.addFault(rule),
          clearFaults: () => this.clearFaults(),
          dropWatches: resource => this.dropWatches(resource),
          setClockSkew: ms => this.setClockSkew(ms),
          hasNode: name =>
            this.#engine.find('nodes', undefined, name) !== undefined,
          setNodeDown: (name, down) => this.setNodeDown(name, down),
        },
      },
      tls,
    );
    this.#url = await this.#server.listen(options.port ?? 0);
  }

  kubeconfig(token: string = this.adminToken): string {
    return kubeconfigYaml(
      [{ name: this.name, url: this.#url, ca: this.#ca, token }],
      this.name,
    );
  }

  apply(object: object): KubeObject {
    const body: Raw = cloneJson(object);
    const def = this.#engine.registry.byKind(body.apiVersion, body.kind);
    if (!def)
      throw new Error(
        `This cluster serves no ${body.kind} of ${body.apiVersion}; create its CustomResourceDefinition first.`,
      );
    const manager =
      body.metadata?.annotations?.['practice/field-manager'] ?? 'practice';
    if (body.metadata?.annotations)
      delete body.metadata.annotations['practice/field-manager'];
    const options = systemOptions(manager);
    const namespace = def.namespaced
      ? body.metadata.namespace ?? 'default'
      : undefined;
    if (namespace) body.metadata.namespace = namespace;
    if (body.kind === 'Secret' && body.stringData) {
      body.data = {
        ...body.data,
        ...Object.fromEntries(
          Object.entries(body.stringData as Record<string, string>).map(
            ([k, v]) => [k, Buffer.from(v).toString('base64')],
          ),
        ),
      };
      delete body.stringData;
    }
    const decoded = decodeObject(def, body, options);
    const old = this.#engine.store.get(def.storage, keyOf(decoded));
    return old
      ? updateObject(this.#engine, def, old, decoded, options)
      : createObject(this.#engine, def, namespace, decoded, options);
  }

  get(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    const def = this.#engine.registry.byKind(apiVersion, kind);
    return def && this.#engine.find(def.storage, namespace, name);
  }

  list(apiVersion: string, kind: string, namespace?: string): KubeObject[] {
    const def = this.#engine.registry.byKind(apiVersion, kind);
    return def ? this.#engine.list(def.storage, namespace) : [];
  }

  loadScenario(scenario: Scenario): void {
    this.#stage.load(scenario);
  }

  addFault(rule: FaultRule): () => void {
    return this.#faults.add(rule);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  dropWatches(resource?: string): number {
    return this.#faults.dropWatches(resource);
  }

  setClockSkew(ms: number): void {
    this.#engine.clock.setSkew(ms);
  }

  setNodeDown(name: string, down: boolean): void {
    this.#controllers.nodes.setDown(name, down);
  }

  addBulkPods(options: BulkOptions): void {
    addBulkPods(this.#engine, options);
  }

  compact(): void {
    this.#engine.store.compact();
  }

  async close(): Promise<void> {
    this.#engine.clock.close();
    await this.#server?.close();
  }
}
