import type { CompoundEntityRef } from '@backstage/catalog-model';
import type {
  EntityOperations,
  HealthReport,
  MyPermissions,
} from '@understudy/plugin-understudy-common';

/**
 * What the screens of Understudy ask of its backend.
 *
 * @public
 */
export interface UnderstudyApi {
  /** What the signed-in person may do, and why. */
  getMyPermissions(): Promise<MyPermissions>;
  /** What works, what does not, and what to do next. */
  getHealth(): Promise<HealthReport>;
  /** What is known about operating one entity. */
  getEntityOperations(entity: CompoundEntityRef): Promise<EntityOperations>;
}
