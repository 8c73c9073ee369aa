import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const ANNOTATION = 'metadata.annotations.';

/**
 * The one user of the catalog who has this value in this field. Throws where
 * nobody or more than one has it.
 */
export async function findSignedInUser(options: {
  auth: AuthService;
  catalog: CatalogService;
  /** Such as `spec.profile.email`. */
  field: string;
  value: string;
}): Promise<string> {
  const { auth, catalog, field, value } = options;
  const { items } = await catalog.getEntities(
    { filter: { kind: 'User', [field]: value }, limit: 10 },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  // The catalog does not tell small letters from capitals, and subjects differ by them.
  const users = items.filter(user => holds(user, field, value));
  if (users.length !== 1) {
    throw new NotAllowedError(
      users.length === 0
        ? `The catalog has no user whose ${field} is what the identity provider said, so it is not known who signed in.`
        : `The catalog has ${users.length} users with the same ${field}, so it is not known who signed in. An administrator has to sort that out.`,
    );
  }
  return stringifyEntityRef(users[0]);
}

function holds(user: Entity, field: string, value: string): boolean {
  if (field.startsWith(ANNOTATION)) {
    const name = field.slice(ANNOTATION.length);
    return user.metadata.annotations?.[name] === value;
  }
  const profile = user.spec?.profile as { email?: unknown } | undefined;
  const found = field === 'metadata.name' ? user.metadata.name : profile?.email;
  return (
    typeof found === 'string' &&
    found.toLocaleLowerCase('en-US') === value.toLocaleLowerCase('en-US')
  );
}
