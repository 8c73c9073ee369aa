import type { JsonObject } from '@backstage/types';
import {
  ConnectorRegistry,
  type Connector,
  type Operation,
} from '../../connectors';
import type {
  ConnectorTestCase,
  ConnectorTestOptions,
  ConnectorTestSystem,
} from './ConnectorTestOptions';
import { OperationCalls } from './OperationCalls';
import type { Outputs } from './Outputs';

const PAUSE_MS = 50;
/** A system that still moves after so many looks cannot be judged. */
const LOOKS = 600;

/** One operation on one system, with what the rules ask of it. */
export class OperationTrial {
  readonly system: ConnectorTestSystem;
  readonly given: ConnectorTestCase;
  readonly secret: string;
  readonly registry = new ConnectorRegistry();
  readonly #outputs: Outputs;
  readonly #connect: ConnectorTestOptions['connect'];

  constructor(options: {
    system: ConnectorTestSystem;
    given: ConnectorTestCase;
    secret: string;
    outputs: Outputs;
    connect: ConnectorTestOptions['connect'];
  }) {
    this.system = options.system;
    this.given = options.given;
    this.secret = options.secret;
    this.#outputs = options.outputs;
    this.#connect = options.connect;
    this.registry.add(options.system.connector);
  }

  get operation(): Operation {
    return this.registry.get(this.given.operation).operation;
  }

  /** How the operation is called. */
  calls(
    options: {
      connector?: Connector;
      operation?: string;
      input?: JsonObject;
      signal?: AbortSignal;
    } = {},
  ): OperationCalls {
    const operation = options.operation ?? this.given.operation;
    return new OperationCalls({
      connector: options.connector ?? this.system.connector,
      operation,
      input: this.parse(options.input ?? this.given.input, operation),
      actor: this.system.actor,
      outputs: this.#outputs,
      signal: options.signal,
    });
  }

  /** An input as the backend hands it over. */
  parse(input: unknown, operation = this.given.operation): JsonObject {
    return this.registry.parseInput(operation, input);
  }

  /** The connector for another address. */
  connect(options: { url: string; timeoutMs: number }): Promise<Connector> {
    return this.#connect(options);
  }

  /** Keeps what a call gives, or throws. */
  keep<T>(where: string, call: () => Promise<T> | T): Promise<T> {
    return this.#outputs.of(where, call);
  }

  /** What the system holds, once it stands still. */
  async state(): Promise<string> {
    let before = await this.system.readState();
    for (let look = 0; look < LOOKS; look++) {
      await new Promise(resolve => {
        setTimeout(resolve, PAUSE_MS);
      });
      const now = await this.system.readState();
      if (now === before) {
        return now;
      }
      before = now;
    }
    throw new Error('the system does not stand still, so that nothing shows');
  }

  /** Does something, and sees to it that the system is the same afterwards. */
  async unchanged<T>(call: () => Promise<T>): Promise<T> {
    const before = await this.state();
    const answer = await call();
    if ((await this.state()) !== before) {
      throw new Error('the system is not the same afterwards');
    }
    return answer;
  }
}
