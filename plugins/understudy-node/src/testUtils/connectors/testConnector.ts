import { randomBytes } from 'node:crypto';
import { ConnectorRegistry, type Operation } from '../../connectors';
import type {
  ConnectorTestCase,
  ConnectorTestOptions,
  ConnectorTestSystem,
} from './ConnectorTestOptions';
import type { ConnectorRule, OperationPart } from './ConnectorRule';
import type {
  ConnectorTestReport,
  ConnectorTestResult,
} from './ConnectorTestReport';
import { testConnectorItself } from './testConnectorItself';
import { OperationTrial } from './OperationTrial';
import { Outputs, shows } from './Outputs';
import { effectRules } from './rules/effectRules';
import { failureRules } from './rules/failureRules';
import { inputRules } from './rules/inputRules';
import { lookRules } from './rules/lookRules';

const RULES = [...inputRules, ...lookRules, ...failureRules, ...effectRules];
const SECRETS = 'shows no secret in anything that comes out of it';

/** Tries one connector, and remembers what came out. */
class Suite {
  readonly results: ConnectorTestResult[] = [];
  readonly broken: string[] = [];
  readonly missing = new Set<string>();
  readonly #options: ConnectorTestOptions;
  readonly #secret: string;

  constructor(options: ConnectorTestOptions) {
    this.#options = options;
    this.#secret = `s3cr3t-${randomBytes(24).toString('base64url')}`;
  }

  async run(): Promise<void> {
    const system = await this.#system();
    try {
      if (!shows(await system.readState(), this.#secret)) {
        throw new Error(
          'The secret is not in the state of the system, so that nothing could show it',
        );
      }
      const { connector, cases } = system;
      const registry = new ConnectorRegistry();
      registry.add(connector);
      for (const { id } of connector.operations) {
        if (!cases.some(({ operation }) => operation === id)) {
          throw new Error(`No case tries the operation ${id}`);
        }
      }
      const outputs = new Outputs();
      for (const [rule, holds] of testConnectorItself({
        ...this.#options,
        system,
        outputs,
        secret: this.#secret,
      })) {
        await this.#try({ operation: connector.id, rule }, holds);
      }
      await this.#holdSecrets(connector.id, system, outputs);
      for (const [index, given] of cases.entries()) {
        await this.#case(system, given, index);
      }
    } finally {
      await system.close();
    }
  }

  async #case(
    system: ConnectorTestSystem,
    given: ConnectorTestCase,
    index: number,
  ): Promise<void> {
    const outputs = new Outputs();
    const operation = system.connector.operations.find(
      ({ id }) => id === given.operation,
    )!;
    for (const rule of RULES) {
      await this.#rule(rule, { system, given, index, operation, outputs });
    }
    await this.#holdSecrets(given.operation, system, outputs);
  }

  async #rule(
    rule: ConnectorRule,
    on: {
      system: ConnectorTestSystem;
      given: ConnectorTestCase;
      index: number;
      operation: Operation;
      outputs: Outputs;
    },
  ): Promise<void> {
    const { operation } = on;
    const result = { operation: operation.id, rule: rule.rule };
    if (rule.about && !rule.about(operation)) {
      this.results.push({ ...result, outcome: 'does-not-apply' });
      return;
    }
    const lacks = this.#lacks(operation, rule.needs ?? []);
    if (lacks.length > 0) {
      lacks.forEach(part => this.missing.add(`${operation.id} ${part}`));
      this.results.push({ ...result, outcome: 'not-implemented' });
      return;
    }
    await this.#try(result, async () => {
      const system = rule.spends ? await this.#system() : on.system;
      try {
        await rule.holds(
          new OperationTrial({
            ...on,
            ...this.#options,
            secret: this.#secret,
            system,
            given: system.cases[on.index],
          }),
        );
      } finally {
        if (system !== on.system) {
          await system.close();
        }
      }
    });
  }

  #lacks(operation: Operation, needs: readonly OperationPart[]) {
    return needs.filter(part => operation[part] === undefined);
  }

  async #holdSecrets(
    operation: string,
    system: ConnectorTestSystem,
    outputs: Outputs,
  ): Promise<void> {
    await this.#try({ operation, rule: SECRETS }, async () => {
      const shown = [
        ...outputs.find(this.#secret).map(where => `a value of it in ${where}`),
        ...system.credentials
          .flatMap(credential => outputs.find(credential))
          .map(where => `its own credential in ${where}`),
      ];
      if (shown.length > 0) {
        throw new Error(`it shows ${[...new Set(shown)].join(', ')}`);
      }
    });
  }

  async #try(
    result: Pick<ConnectorTestResult, 'operation' | 'rule'>,
    holds: () => Promise<void>,
  ): Promise<void> {
    try {
      await holds();
      this.results.push({ ...result, outcome: 'holds' });
    } catch (error) {
      const why = (error as Error).message.split(this.#secret).join('(secret)');
      this.broken.push(`${result.operation} ${result.rule}: ${why}`);
    }
  }

  async #system(): Promise<ConnectorTestSystem> {
    return this.#options.createSystem({ secret: this.#secret });
  }
}

/**
 * Tries whether a connector keeps to the contract that the backend relies on:
 * looking changes nothing, previews are alike, effects happen once, a stale
 * precondition is refused, undo restores, secrets show nowhere, and a system
 * that is dead or ill gives a clear error in time. Throws with every rule that
 * is broken; what an operation does not implement is named in the report.
 *
 * @public
 */
export async function testConnector(
  options: ConnectorTestOptions,
): Promise<ConnectorTestReport> {
  const suite = new Suite(options);
  await suite.run();
  if (suite.broken.length > 0) {
    throw new Error(
      `The connector breaks the contract. Each of these must hold:\n${suite.broken
        .map(rule => `- ${rule}`)
        .join('\n')}`,
    );
  }
  return { results: suite.results, notImplemented: [...suite.missing].sort() };
}
