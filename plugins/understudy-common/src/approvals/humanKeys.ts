import type { Person } from './Person';

/**
 * A key for the human behind each account. Accounts belong together when
 * anybody lists them together, in however many steps: it is enough that one
 * side knows.
 */
export function humanKeys(
  people: readonly Person[],
): (account: string) => string {
  const parent = new Map<string, string>();
  const find = (account: string): string => {
    let root = account;
    for (;;) {
      const next = parent.get(root);
      if (next === undefined || next === root) {
        return root;
      }
      root = next;
    }
  };
  for (const { userEntityRef, aliases } of people) {
    for (const alias of aliases) {
      const [one, two] = [find(userEntityRef), find(alias)].sort();
      // The smaller name becomes the key, so that the order means nothing.
      parent.set(two, one);
    }
  }
  return find;
}
