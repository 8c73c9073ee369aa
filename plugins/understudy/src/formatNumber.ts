/** A number with the separators of the reader's own place. */
export function formatNumber(number: number): string {
  return new Intl.NumberFormat().format(number);
}
