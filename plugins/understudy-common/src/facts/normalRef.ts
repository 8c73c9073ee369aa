import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** An entity reference as the catalog writes it; what is none, in lower case. */
export function normalRef(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    return ref.toLocaleLowerCase('en-US');
  }
}
