/** A reference to a person or an entity as short as it can be without losing who is meant. */
export function shortRef(ref: string): string {
  return ref.replace(/^(user|component|system|resource|api):(default\/)?/, '');
}
