import type { IndexRange } from './types';

/** What of a stretch lies beyond an index. */
export function clip(
  range: IndexRange,
  options: { newest: boolean; after: number | undefined },
): IndexRange[] {
  const { newest, after } = options;
  const clipped = { ...range };
  if (after !== undefined && newest) {
    clipped.to = Math.min(range.to, after);
  } else if (after !== undefined) {
    clipped.from = Math.max(range.from, after + 1);
  }
  return clipped.from < clipped.to ? [clipped] : [];
}

/** The first so many of a stretch, and what is left of it. */
export function cut(
  range: IndexRange,
  options: { newest: boolean; width: number },
): [step: IndexRange, rest: IndexRange] {
  const { newest, width } = options;
  const at = newest
    ? Math.max(range.from, range.to - width)
    : Math.min(range.to, range.from + width);
  const older = { from: range.from, to: at };
  const newer = { from: at, to: range.to };
  return newest ? [newer, older] : [older, newer];
}

/** The stretch that has all of some in it. */
export function hull(ranges: readonly IndexRange[]): IndexRange {
  return {
    from: Math.min(...ranges.map(({ from }) => from)),
    to: Math.max(...ranges.map(({ to }) => to)),
  };
}
