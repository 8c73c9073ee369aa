import type {
  HealthCheck,
  UnderstudyHealthExtensionPoint,
} from '@understudy/plugin-understudy-node';

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const ID_LENGTH = 64;

/** The checks that modules add. */
export class HealthCheckList implements UnderstudyHealthExtensionPoint {
  readonly #checks: HealthCheck[] = [];

  addCheck(check: HealthCheck): void {
    if (!ID.test(check.id) || check.id.length > ID_LENGTH) {
      throw new Error(
        `The health check id ${check.id} must be lower case words with hyphens, at most ${ID_LENGTH} characters`,
      );
    }
    this.#checks.push(check);
  }

  /** All checks, the given ones first; throws if two have the same id. */
  after(first: readonly HealthCheck[]): HealthCheck[] {
    const all = [...first, ...this.#checks];
    const ids = new Set<string>();
    for (const { id } of all) {
      if (ids.has(id)) {
        throw new Error(`Two health checks have the id ${id}`);
      }
      ids.add(id);
    }
    return all;
  }
}
