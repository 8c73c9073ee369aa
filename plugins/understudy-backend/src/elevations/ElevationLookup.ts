import { NotFoundError } from '@backstage/errors';
import type { CallerCredentials } from '../access/types';
import { withCode } from '../http/errorCode';
import type { ElevationRights } from './ElevationRights';
import type { ElevationStore } from './ElevationStore';
import type { StoredElevation } from './types';

/** Finds elevations of entities that the caller may see. */
export class ElevationLookup {
  readonly #options: { store: ElevationStore; rights: ElevationRights };

  constructor(options: { store: ElevationStore; rights: ElevationRights }) {
    this.#options = options;
  }

  async find(
    id: string,
    credentials: CallerCredentials,
  ): Promise<StoredElevation> {
    const { store, rights } = this.#options;
    const elevation = await store.find(id);
    if (!elevation || !(await rights.sees(elevation.entityRef, credentials))) {
      throw withCode(
        'elevation-not-found',
        new NotFoundError('There is no such elevation, or you may not see it'),
      );
    }
    return elevation;
  }
}
