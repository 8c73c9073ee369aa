interface JsonDifference {
  path: string;
  before?: unknown;
  after?: unknown;
}

/** Where two JSON values differ, as pointers with what was there and what is there now. */
export function differencesBetween(
  before: unknown,
  after: unknown,
  path = '',
): JsonDifference[] {
  if (isRecord(before) && isRecord(after)) {
    return namesOf(before, after).flatMap(name =>
      differencesBetween(
        before[name],
        after[name],
        `${path}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`,
      ),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return Array.from(
      { length: Math.max(before.length, after.length) },
      (_, index) =>
        differencesBetween(before[index], after[index], `${path}/${index}`),
    ).flat();
  }
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ path, before, after }];
}

function namesOf(...values: object[]): string[] {
  return [...new Set(values.flatMap(value => Object.keys(value)))].sort();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
