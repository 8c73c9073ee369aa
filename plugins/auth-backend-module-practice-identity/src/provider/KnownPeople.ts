import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { PracticePerson } from '../types';

/** Looks who of the people can sign in: Backstage takes only those that its catalog has read. */
export class KnownPeople {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #users: string[];

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    people: readonly PracticePerson[];
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#users = options.people.map(({ user }) => user);
  }

  /** The references of those that the catalog knows by now; none while it does not answer. */
  async find(): Promise<Set<string>> {
    try {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: this.#users, fields: ['kind'] },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      return new Set(this.#users.filter((_, index) => items[index]));
    } catch {
      // It starts beside us, and whoever asks asks again.
      return new Set();
    }
  }
}
