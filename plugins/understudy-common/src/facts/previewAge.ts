import type { SeenStep } from './SeenStep';

const FRESH_MS = 10 * 60_000;
/** Clocks of several machines differ a little; a preview from later than that was not made by any of them. */
const AHEAD_MS = 60_000;

/** Whether every step that writes was previewed lately, and when the oldest of these previews was made. */
export function previewAge(
  steps: readonly SeenStep[],
  now: Date,
): { fresh: boolean; oldestPreviewAt?: string } {
  const writing = steps.filter(({ writes }) => writes);
  const times = writing.map(({ preview }) =>
    preview ? Date.parse(preview.at) : NaN,
  );
  const known = times.filter(time => !Number.isNaN(time));
  return {
    fresh: times.every(time => {
      const age = now.getTime() - time;
      return age <= FRESH_MS && age >= -AHEAD_MS;
    }),
    ...(known.length > 0 && {
      oldestPreviewAt: new Date(Math.min(...known)).toISOString(),
    }),
  };
}
