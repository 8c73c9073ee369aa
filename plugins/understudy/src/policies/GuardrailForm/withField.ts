/** The same entry with another value in one place; without the place where there is no value. */
export function withField(
  entry: Record<string, unknown>,
  name: string,
  value: unknown,
): Record<string, unknown> {
  if (value !== undefined) {
    return { ...entry, [name]: value };
  }
  const { [name]: _, ...others } = entry;
  return others;
}
