type Target = Record<string, unknown>;

/**
 * The object in which the field stands, if there is one. Only objects are
 * walked: an element that leaves an array would move those behind it.
 *
 * @internal
 */
export function findParent(
  root: Target,
  path: readonly string[],
): Target | undefined {
  let parent: Target | undefined = root;
  for (const name of path.slice(0, -1)) {
    const next: unknown =
      parent && Object.hasOwn(parent, name) ? parent[name] : undefined;
    parent =
      typeof next === 'object' && next !== null && !Array.isArray(next)
        ? (next as Target)
        : undefined;
  }
  return parent;
}
