import type { JsonObject } from '@backstage/types';
import {
  OperationError,
  type ActingIdentity,
  type OperationActor,
} from '@understudy/plugin-understudy-node';
import type { KubeRequest } from '../client/KubeRequest';
import { KubeTransport, type Instruments } from '../client/KubeTransport';
import { SharedAnswer } from '../client/SharedAnswer';
import type { ClusterConfig } from '../config/ClusterConfig';
import { at, listAt, textAt } from '../objects/KubeObject';
import { mapPerson } from './mapPerson';

const FRESH_MS = 300_000;
const RUNNER = 'what Understudy acts with';

/** A request, without who sends it. */
export type Ask = Omit<KubeRequest, 'impersonate' | 'who'>;

function sameIdentity(one: ActingIdentity, other: ActingIdentity): boolean {
  const written = ({ kind, name, groups }: ActingIdentity) =>
    JSON.stringify([kind, name, [...(groups ?? [])].sort()]);
  return written(one) === written(other);
}

function names(rule: JsonObject, key: string, ...wanted: string[]): boolean {
  const list = at(rule, key);
  return Array.isArray(list) && wanted.some(name => list.includes(name));
}

/** What acts on one cluster, and in whose name. */
export class ClusterRunner {
  readonly #cluster: string;
  readonly #transport: KubeTransport;
  readonly #impersonate?: NonNullable<ClusterConfig['runner']>['impersonate'];
  readonly #account = new SharedAnswer(() => this.#readAccountName());

  constructor(
    config: ClusterConfig,
    runner: NonNullable<ClusterConfig['runner']>,
    instruments: Instruments,
  ) {
    this.#cluster = config.name;
    this.#transport = new KubeTransport(config, runner.credential, instruments);
    this.#impersonate = runner.impersonate;
  }

  /** Whether it acts in the name of people. */
  get impersonates(): boolean {
    return this.#impersonate !== undefined;
  }

  /** Asks as an identity. */
  async act(ask: Ask, identity: ActingIdentity): Promise<JsonObject> {
    return this.#transport.request({
      ...ask,
      who: identity.name,
      ...(identity.kind === 'person' && {
        impersonate: { user: identity.name, groups: identity.groups ?? [] },
      }),
    });
  }

  /** Who would act for somebody. Throws where that is not who was recorded. */
  async identify(options: {
    actor: OperationActor;
    identity?: ActingIdentity;
    signal: AbortSignal;
  }): Promise<ActingIdentity> {
    const now = await this.#identityOf(options);
    if (options.identity && !sameIdentity(now, options.identity)) {
      throw new OperationError(
        'conflict',
        `${options.identity.title} was to act on the cluster ${
          this.#cluster
        }, and now ${now.title} would. Make the plan again`,
      );
    }
    return now;
  }

  /**
   * Whether its account may act in the name of anybody, by the cluster's own
   * rules; a cluster that does not tell all of its rules is believed.
   */
  async mayImpersonate(signal: AbortSignal): Promise<boolean> {
    const { status } = await this.#transport.request({
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
      body: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectRulesReview',
        spec: { namespace: 'default' },
      },
      signal,
      what: 'what it may do',
      action: 'review its own access',
      who: RUNNER,
    });
    const rules = listAt(status, 'resourceRules');
    return (
      at(status, 'incomplete') === true ||
      ['users', 'groups'].every(resource =>
        rules.some(
          rule =>
            names(rule, 'verbs', 'impersonate', '*') &&
            names(rule, 'apiGroups', '', '*') &&
            names(rule, 'resources', resource, '*'),
        ),
      )
    );
  }

  async #identityOf(options: {
    actor: OperationActor;
    signal: AbortSignal;
  }): Promise<ActingIdentity> {
    const { actor, signal } = options;
    if (this.#impersonate) {
      return mapPerson({
        cluster: this.#cluster,
        actor,
        config: this.#impersonate,
      });
    }
    const name = await this.#account.get({ maxAgeMs: FRESH_MS, signal });
    return { kind: 'service', name, title: `${name}, an account of its own` };
  }

  /** Under which name the cluster knows its credential. */
  async #readAccountName(): Promise<string> {
    const review = await this.#transport.request({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'SelfSubjectReview',
      },
      // Several wait for it, so that it ends with its own timeout only.
      signal: new AbortController().signal,
      what: 'who it is',
      action: 'ask who it is',
      who: RUNNER,
    });
    const name = textAt(review, 'status', 'userInfo', 'username');
    if (!name) {
      throw new OperationError(
        'unavailable',
        `The cluster ${
          this.#cluster
        } does not say as whom Understudy acts there`,
      );
    }
    return name;
  }
}
