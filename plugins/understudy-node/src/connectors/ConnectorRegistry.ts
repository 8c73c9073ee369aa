import type { JsonObject } from '@backstage/types';
import { safeText } from '@understudy/plugin-understudy-common';
import { z } from 'zod';
import type { Connector } from './Connector';
import { inputIssues } from './inputIssues';
import type { Operation } from './Operation';
import type { OperationDescription } from './OperationDescription';
import { OperationError } from './OperationError';

const CONNECTOR_ID = /^[a-z][a-z0-9-]{0,62}$/;
const OPERATION_VERB = /^[a-z][a-z0-9-]{0,62}$/;
const PARTS = ['preview', 'capture', 'apply', 'verify', 'undo'] as const;

interface Registered {
  connector: Connector;
  operation: Operation;
  inputSchema: JsonObject;
}

/**
 * The connectors that are installed, and their operations by id.
 *
 * @public
 */
export class ConnectorRegistry {
  readonly #connectors = new Map<string, Connector>();
  readonly #operations = new Map<string, Registered>();

  /** Adds a connector. Throws where it is not made as the contract says. */
  add(connector: Connector): void {
    if (!CONNECTOR_ID.test(connector.id)) {
      throw new Error(
        `A connector has the id ${connector.id}; lower case letters, digits and hyphens are allowed`,
      );
    }
    if (this.#connectors.has(connector.id)) {
      throw new Error(`There are two connectors with the id ${connector.id}`);
    }
    const registered = connector.operations.map(operation => {
      const [system, verb, ...more] = operation.id.split(':');
      if (
        system !== connector.id ||
        more.length > 0 ||
        !OPERATION_VERB.test(verb ?? '')
      ) {
        throw new Error(
          `The connector ${connector.id} brings the operation ${operation.id}; its id must be ${connector.id}:<verb>`,
        );
      }
      const inputSchema = z.toJSONSchema(operation.input, {
        io: 'input',
      }) as JsonObject;
      if (
        inputSchema.type !== 'object' ||
        inputSchema.additionalProperties !== false
      ) {
        throw new Error(
          `The operation ${operation.id} must take a strict object, so that unknown fields are refused`,
        );
      }
      return { connector, operation, inputSchema };
    });
    if (new Set(registered.map(r => r.operation.id)).size < registered.length) {
      throw new Error(
        `The connector ${connector.id} brings two operations with the same id`,
      );
    }
    this.#connectors.set(connector.id, connector);
    for (const entry of registered) {
      this.#operations.set(entry.operation.id, entry);
    }
  }

  /** All connectors, in the order in which they came. */
  connectors(): readonly Connector[] {
    return [...this.#connectors.values()];
  }

  /** All operations, as forms, documents and models see them. */
  describe(): OperationDescription[] {
    return [...this.#operations.values()].map(
      ({ connector, operation, inputSchema }) => ({
        id: operation.id,
        connector: connector.id,
        title: operation.title,
        description: operation.description,
        verb: operation.verb,
        idempotent: operation.idempotent,
        reversible: operation.reversible,
        ...(operation.tier && { tier: operation.tier }),
        inputSchema: structuredClone(inputSchema),
        supports: PARTS.filter(part => operation[part] !== undefined),
      }),
    );
  }

  /** The operation of an id and its connector; undefined where there is none. */
  find(id: string): { connector: Connector; operation: Operation } | undefined {
    const found = this.#operations.get(id);
    return found && { connector: found.connector, operation: found.operation };
  }

  /** The operation of an id and its connector. Throws where there is none. */
  get(id: string): { connector: Connector; operation: Operation } {
    const found = this.find(id);
    if (!found) {
      throw new OperationError(
        'invalid',
        `There is no operation ${safeText(
          id.slice(0, 130),
        )}. ${this.#whatThereIs()}`,
      );
    }
    return found;
  }

  /**
   * The input of an operation as its schema reads it, with defaults filled in.
   * Throws with a pointer to each field that is wrong.
   */
  parseInput(id: string, input: unknown): JsonObject {
    const { operation } = this.get(id);
    const parsed = operation.input.safeParse(input);
    if (!parsed.success) {
      const issues = inputIssues(parsed.error);
      throw new OperationError(
        'invalid',
        `The input of ${id} is not valid: ${issues
          .map(({ pointer, message }) =>
            pointer ? `${pointer}: ${message}` : message,
          )
          .join('; ')}`,
        { issues },
      );
    }
    return parsed.data as JsonObject;
  }

  #whatThereIs(): string {
    const ids = [...this.#operations.keys()];
    return ids.length > 0
      ? `There are ${ids.join(', ')}`
      : 'No connector is installed';
  }
}
