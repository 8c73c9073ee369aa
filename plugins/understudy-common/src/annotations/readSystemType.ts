import type { Entity } from '@backstage/catalog-model';
import { ANNOTATION_SYSTEM_TYPE } from './annotations';

/**
 * Whether a system was developed with Understudy or adopted.
 *
 * @public
 */
export type SystemType = 'developed' | 'existing';

/**
 * The system type of an entity, and where it comes from. What the annotation
 * does not say clearly is `existing`, the careful default.
 *
 * @public
 */
export function readSystemType(entity: Entity): {
  value: SystemType;
  source: 'annotation' | 'default';
} {
  const value = entity.metadata.annotations?.[ANNOTATION_SYSTEM_TYPE]?.trim();
  return value === 'developed' || value === 'existing'
    ? { value, source: 'annotation' }
    : { value: 'existing', source: 'default' };
}
