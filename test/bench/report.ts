/** One figure of a benchmark. */
export interface Figure {
  bench: string;
  metric: string;
  value: number;
  unit: string;
  /** What the value is held against, measured in the same run. */
  baseline: number;
}

/** Prints one figure as a line of JSON. */
export function report(figure: Figure): void {
  const ratio = figure.value / figure.baseline;
  process.stdout.write(
    `${JSON.stringify({
      ...figure,
      value: rounded(figure.value),
      baseline: rounded(figure.baseline),
      ratio: rounded(ratio),
    })}\n`,
  );
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
