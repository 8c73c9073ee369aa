/** The parameters of a route as the API takes them: lists by repeating their name. */
export function queryString(
  parameters: Record<
    string,
    string | number | readonly string[] | undefined | null
  >,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null) {
      for (const each of Array.isArray(value) ? value : [value]) {
        search.append(name, String(each));
      }
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}
