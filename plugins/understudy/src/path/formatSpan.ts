const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** A length of time in the reader's own language, as roughly as a person needs it. */
export function formatSpan(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  const [unit, size] =
    // Below two hours or days the smaller unit says more.
    units.find(each => length >= each[1] * (each[1] > 60_000 ? 2 : 1)) ??
    units[units.length - 1];
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
  }).format(Math.floor(length / size));
}
