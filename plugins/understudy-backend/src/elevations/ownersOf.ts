import type { AuthService } from '@backstage/backend-plugin-api';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** The groups that own an entity, as the catalog says now. */
export async function ownersOf(
  entityRef: string,
  options: { auth: AuthService; catalog: CatalogService },
): Promise<string[]> {
  const entity = await options.catalog.getEntityByRef(entityRef, {
    credentials: await options.auth.getOwnServiceCredentials(),
  });
  return (entity?.relations ?? [])
    .filter(
      ({ type, targetRef }) =>
        type === RELATION_OWNED_BY && targetRef.startsWith('group:'),
    )
    .map(({ targetRef }) => targetRef);
}
