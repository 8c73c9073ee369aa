import type { JsonObject } from '@backstage/types';
import {
  OperationError,
  type ActingIdentity,
  type ConnectorCluster,
  type ConnectorHealth,
  type OperationActor,
  type OperationContext,
} from '@understudy/plugin-understudy-node';
import { ApiDirectory } from '../client/ApiDirectory';
import { KubeTransport, type Instruments } from '../client/KubeTransport';
import { SharedAnswer } from '../client/SharedAnswer';
import type { ClusterConfig } from '../config/ClusterConfig';
import { textAt } from '../objects/KubeObject';
import { ClusterRunner, type Ask } from './ClusterRunner';

const FRESH_MS = 300_000;
const HEALTH_MS = 4_000;
const READER = 'what Understudy reads with';
/** For what several wait for: it ends with its own timeout only. */
const UNENDED = new AbortController().signal;

/** One cluster: who reads there, who acts there, and what it serves. */
export class KubernetesCluster {
  readonly name: string;
  readonly directory: ApiDirectory;
  readonly #config: ClusterConfig;
  readonly #reader?: KubeTransport;
  readonly #runner?: ClusterRunner;
  readonly #uid = new SharedAnswer(() => this.#readUid(UNENDED));

  constructor(config: ClusterConfig, instruments: Instruments) {
    this.name = config.name;
    this.#config = config;
    this.#reader =
      config.reader && new KubeTransport(config, config.reader, instruments);
    this.#runner =
      config.runner && new ClusterRunner(config, config.runner, instruments);
    this.directory = new ApiDirectory({
      cluster: config.name,
      get: path =>
        this.read({
          method: 'GET',
          path,
          signal: UNENDED,
          what: 'what it serves',
          action: 'look up API resources',
        }),
    });
  }

  describe(): ConnectorCluster {
    const { name, reader, runner, note } = this.#config;
    return {
      name,
      reads: reader !== undefined,
      writes: runner !== undefined,
      ...(reader && !runner
        ? {
            note: `Understudy only reads it: ${this.#howToWrite()}`,
          }
        : note && { note }),
    };
  }

  /** Asks as the reader. */
  async read(ask: Ask): Promise<JsonObject> {
    if (!this.#reader) {
      throw new OperationError(
        'unavailable',
        `The cluster ${this.name} cannot be read. ${this.#config.note ?? ''}`,
      );
    }
    return this.#reader.request({ ...ask, who: READER });
  }

  /** Asks as who acts for somebody. */
  async act(ask: Ask, context: OperationContext): Promise<JsonObject> {
    const runner = this.#runnerOrThrow();
    return runner.act(ask, await runner.identify(context));
  }

  /** Asks in the name of the person where the cluster knows people, and else as the reader. */
  async readAs(ask: Ask, context: OperationContext): Promise<JsonObject> {
    return this.#runner?.impersonates ? this.act(ask, context) : this.read(ask);
  }

  /** Who would read for somebody, in words. */
  async readerOf(context: OperationContext): Promise<string> {
    return this.#runner?.impersonates
      ? (await this.identify(context)).name
      : READER;
  }

  /** Who would act for somebody. Throws where that is not who was recorded. */
  async identify(options: {
    actor: OperationActor;
    identity?: ActingIdentity;
    signal: AbortSignal;
  }): Promise<ActingIdentity> {
    return this.#runnerOrThrow().identify(options);
  }

  /** What the cluster cannot be renamed into. */
  async uid(signal: AbortSignal): Promise<string> {
    return this.#uid.get({ maxAgeMs: FRESH_MS, signal });
  }

  /** How it is, said sooner than a page gives up waiting. */
  async health(signal: AbortSignal): Promise<ConnectorHealth> {
    const cluster = this.name;
    if (!this.#reader) {
      return {
        cluster,
        status: 'attention',
        sentence: `The cluster ${cluster} is configured, and nothing to read it with.`,
        action: this.#config.note,
      };
    }
    const late = AbortSignal.timeout(HEALTH_MS);
    try {
      return await this.#look(AbortSignal.any([signal, late]));
    } catch (error) {
      const known = error instanceof OperationError ? error : undefined;
      const why = late.aborted
        ? `The cluster ${cluster} did not answer within ${HEALTH_MS / 1000} s`
        : known?.message ?? `The cluster ${cluster} could not be looked at`;
      return {
        cluster,
        status: 'failed',
        sentence: `${why}.`,
        action: known
          ? `See the entry ${cluster} under kubernetes and understudy.kubernetes in the configuration.`
          : 'Look into the log of the backend.',
      };
    }
  }

  async #look(signal: AbortSignal): Promise<ConnectorHealth> {
    const cluster = this.name;
    const [version, acting] = await Promise.all([
      this.read({
        method: 'GET',
        path: '/version',
        signal,
        what: 'its version',
        action: 'read its version',
      }),
      this.#howItActs(signal),
      this.#readUid(signal),
    ]);
    const answers = `The cluster ${cluster} answers (${
      textAt(version, 'gitVersion') ?? 'of an unknown version'
    }).`;
    return {
      cluster,
      status: 'ok',
      ...acting,
      sentence: `${answers} ${acting.sentence}`,
    };
  }

  async #howItActs(
    signal: AbortSignal,
  ): Promise<{ sentence: string; status?: 'attention'; action?: string }> {
    if (!this.#runner) {
      return { sentence: 'Understudy only reads there.' };
    }
    if (!this.#runner.impersonates) {
      const { name } = await this.#runner.identify({ actor: {}, signal });
      return { sentence: `Understudy acts there as ${name}.` };
    }
    return (await this.#runner.mayImpersonate(signal))
      ? {
          sentence:
            'Understudy acts there in the name of the person who asked.',
        }
      : {
          status: 'attention',
          sentence:
            'Understudy is to act there in the name of people, and what it acts with may not impersonate them.',
          action:
            'Let that account impersonate users and groups; the docs on integrations have the rules to apply.',
        };
  }

  #howToWrite(): string {
    return `under understudy.kubernetes.clusters nothing says with what it may act on ${this.name}`;
  }

  #runnerOrThrow(): ClusterRunner {
    if (!this.#runner) {
      throw new OperationError(
        'forbidden',
        `Understudy can only read the cluster ${
          this.name
        }: ${this.#howToWrite()}`,
      );
    }
    return this.#runner;
  }

  async #readUid(signal: AbortSignal): Promise<string> {
    const namespace = await this.read({
      method: 'GET',
      path: '/api/v1/namespaces/kube-system',
      signal,
      what: 'namespace kube-system',
      action: 'get namespaces',
    });
    const uid = textAt(namespace, 'metadata', 'uid');
    if (!uid) {
      throw new OperationError(
        'unavailable',
        `The cluster ${this.name} gives no uid of its namespace kube-system. Is its address that of a Kubernetes API?`,
      );
    }
    return uid;
  }
}
