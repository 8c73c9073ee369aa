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
import type { KubeRequest } from '../client/KubeRequest';
import type { ClusterConfig } from '../config/ClusterConfig';
import { textAt } from '../objects/KubeObject';
import { mapPerson } from './mapPerson';

const FRESH_MS = 300_000;
const READER = 'what Understudy reads with';

/** A request, without who sends it. */
export type Ask = Omit<KubeRequest, 'impersonate' | 'who'>;

function sameIdentity(one: ActingIdentity, other: ActingIdentity): boolean {
  const written = ({ kind, name, groups }: ActingIdentity) =>
    JSON.stringify([kind, name, [...(groups ?? [])].sort()]);
  return written(one) === written(other);
}

/** One cluster: who reads there, who acts there, and what it serves. */
export class KubernetesCluster {
  readonly name: string;
  readonly directory: ApiDirectory;
  readonly #config: ClusterConfig;
  readonly #reader?: KubeTransport;
  readonly #runner?: KubeTransport;
  #uid?: { at: number; uid: Promise<string> };
  #account?: { at: number; name: Promise<string> };

  constructor(config: ClusterConfig, instruments: Instruments) {
    this.name = config.name;
    this.#config = config;
    this.#reader =
      config.reader && new KubeTransport(config, config.reader, instruments);
    this.#runner =
      config.runner &&
      new KubeTransport(config, config.runner.credential, instruments);
    this.directory = new ApiDirectory({
      cluster: config.name,
      get: (path, signal) =>
        this.read({
          method: 'GET',
          path,
          signal,
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
    const identity = await this.identify(context);
    return this.#runnerOrThrow().request({
      ...ask,
      who: identity.name,
      ...this.#claim(identity),
    });
  }

  /** Asks in the name of the person where the cluster knows people, and else as the reader. */
  async readAs(ask: Ask, context: OperationContext): Promise<JsonObject> {
    return this.#config.runner?.impersonate
      ? this.act(ask, context)
      : this.read(ask);
  }

  /** Who would read for somebody, in words. */
  async readerOf(context: OperationContext): Promise<string> {
    return this.#config.runner?.impersonate
      ? (await this.identify(context)).name
      : READER;
  }

  /** Who would act for somebody. Throws where that is not who was recorded. */
  async identify(options: {
    actor: OperationActor;
    identity?: ActingIdentity;
  }): Promise<ActingIdentity> {
    const now = await this.#identityOf(options.actor);
    if (options.identity && !sameIdentity(now, options.identity)) {
      throw new OperationError(
        'conflict',
        `${options.identity.title} was to act on the cluster ${this.name}, and now ${now.title} would. Make the plan again`,
      );
    }
    return now;
  }

  /** What the cluster cannot be renamed into. */
  async uid(): Promise<string> {
    if (!this.#uid || performance.now() - this.#uid.at > FRESH_MS) {
      const entry = { at: performance.now(), uid: this.#readUid() };
      this.#uid = entry;
      entry.uid.catch(() => {
        if (this.#uid === entry) {
          this.#uid = undefined;
        }
      });
    }
    return this.#uid.uid;
  }

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
    try {
      await this.#readUid(signal);
      const { gitVersion } = await this.read({
        method: 'GET',
        path: '/version',
        signal,
        what: 'its version',
        action: 'read its version',
      });
      const as =
        this.#runner && !this.#config.runner?.impersonate
          ? (await this.identify({ actor: {} })).name
          : undefined;
      const acting = this.#runner
        ? `Understudy acts there ${
            as ? `as ${as}` : 'in the name of the person who asked'
          }.`
        : 'Understudy only reads there.';
      return {
        cluster,
        status: 'ok',
        sentence: `The cluster ${cluster} answers (${String(
          gitVersion,
        )}). ${acting}`,
      };
    } catch (error) {
      const known = error instanceof OperationError ? error : undefined;
      return {
        cluster,
        status: 'failed',
        sentence: known
          ? `${known.message}.`
          : `The cluster ${cluster} could not be looked at.`,
        action: known
          ? `See the entry ${cluster} under kubernetes and understudy.kubernetes in the configuration.`
          : 'Look into the log of the backend.',
      };
    }
  }

  #howToWrite(): string {
    return `under understudy.kubernetes.clusters nothing says with what it may act on ${this.name}`;
  }

  #runnerOrThrow(): KubeTransport {
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

  #claim(identity: ActingIdentity): Pick<KubeRequest, 'impersonate'> {
    return identity.kind === 'person'
      ? {
          impersonate: {
            user: identity.name,
            groups: identity.groups ?? [],
          },
        }
      : {};
  }

  async #identityOf(actor: OperationActor): Promise<ActingIdentity> {
    this.#runnerOrThrow();
    const config = this.#config.runner?.impersonate;
    if (config) {
      return mapPerson({ cluster: this.name, actor, config });
    }
    const name = await this.#accountName();
    return { kind: 'service', name, title: `${name}, an account of its own` };
  }

  /** Under which name the cluster knows the runner's credential. */
  #accountName(): Promise<string> {
    if (!this.#account || performance.now() - this.#account.at > FRESH_MS) {
      const entry = { at: performance.now(), name: this.#readAccountName() };
      this.#account = entry;
      entry.name.catch(() => {
        if (this.#account === entry) {
          this.#account = undefined;
        }
      });
    }
    return this.#account.name;
  }

  async #readAccountName(): Promise<string> {
    const kind = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'SelfSubjectReview',
    };
    const review = await this.#runnerOrThrow().request({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      body: kind,
      signal: new AbortController().signal,
      what: 'who it is',
      action: 'ask who it is',
      who: 'what Understudy acts with',
    });
    const name = textAt(review, 'status', 'userInfo', 'username');
    if (!name) {
      throw new OperationError(
        'unavailable',
        `The cluster ${this.name} does not say as whom Understudy acts there`,
      );
    }
    return name;
  }

  // Several callers wait for one answer, so that none of them may end it.
  async #readUid(signal = new AbortController().signal): Promise<string> {
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
