import type {
  OnCallResolver,
  UnderstudyOnCallExtensionPoint,
} from '@understudy/plugin-understudy-node';

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const ID_LENGTH = 64;

/** The resolvers that modules add. */
export class OnCallResolverList implements UnderstudyOnCallExtensionPoint {
  readonly #resolvers: OnCallResolver[] = [];

  addResolver(resolver: OnCallResolver): void {
    if (!ID.test(resolver.id) || resolver.id.length > ID_LENGTH) {
      throw new Error(
        `The on-call resolver id ${resolver.id} must be lower case words with hyphens, at most ${ID_LENGTH} characters`,
      );
    }
    this.#resolvers.push(resolver);
  }

  /** All resolvers, the given ones last; throws if two have the same id. */
  before(last: readonly OnCallResolver[]): OnCallResolver[] {
    const all = [...this.#resolvers, ...last];
    const ids = new Set<string>();
    for (const { id } of all) {
      if (ids.has(id)) {
        throw new Error(`Two on-call resolvers have the id ${id}`);
      }
      ids.add(id);
    }
    return all;
  }
}
