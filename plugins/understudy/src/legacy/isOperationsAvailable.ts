import type { Entity } from '@backstage/catalog-model';
import { operatedKinds } from '../operatedKinds';

/**
 * Whether an entity is of a kind that somebody operates, so that it gets the Operations tab.
 *
 * @public
 */
export function isOperationsAvailable(entity: Entity): boolean {
  const kind = entity.kind.toLocaleLowerCase('en-US');
  return operatedKinds.some(operated => operated === kind);
}
