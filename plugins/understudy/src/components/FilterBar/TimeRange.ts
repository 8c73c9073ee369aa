/** How far back from now, as ISO 8601 durations; what saved views keep. */
export const lastSpans = ['PT1H', 'PT24H', 'P7D', 'P30D', 'P90D'] as const;

/** One of the {@link lastSpans}. */
export type LastSpan = (typeof lastSpans)[number];

/** A time that is counted back from now, or one between two moments in ISO 8601. */
export type TimeRange =
  | { last: LastSpan }
  | { last?: undefined; from?: string; to?: string };
