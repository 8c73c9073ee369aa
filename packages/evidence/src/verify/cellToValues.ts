/** What a cell of a CSV file may stand for: text, or JSON. */
export function cellToValues(cell: string): unknown[] {
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  try {
    return [text, JSON.parse(text)];
  } catch {
    return [text];
  }
}
