import type { DailySummary } from './types';

/** A summary as a notification: what a person should know, then the rest. */
export function describeSummary(summary: DailySummary): {
  title: string;
  description: string;
  needsALook: boolean;
} {
  const { operations, successRate, denials, overrides, anchoring } = summary;
  const behind = anchoring.sinks.filter(
    ({ size }) => size < (summary.lastIndex ?? -1) + 1,
  );
  const sentences = [
    operations === 0
      ? 'No operations.'
      : `${plural(operations, 'operation')}, ${percent(
          successRate,
        )} went well.`,
    summary.flagsRaised > 0 &&
      `${plural(summary.flagsRaised, 'flag was', 'flags were')} raised.`,
    summary.flagsOpen > 0 &&
      `${plural(summary.flagsOpen, 'flag waits', 'flags wait')} for review.`,
    summary.openIntents > 0 &&
      `The end of ${plural(summary.openIntents, 'intent')} is not recorded.`,
    denials > 0 && `${plural(denials, 'refusal')}.`,
    overrides > 0 && `${plural(overrides, 'override')}.`,
    behind.length > 0 &&
      `${behind
        .map(({ sink }) => sink)
        .join(', ')} does not have all of the day yet.`,
    anchoring.sinks.length === 0 &&
      'Nothing is anchored outside: no place is configured.',
  ].filter((sentence): sentence is string => Boolean(sentence));
  return {
    title: `Operations on ${summary.day}`,
    description: sentences.join(' '),
    needsALook:
      summary.flagsOpen > 0 ||
      summary.openIntents > 0 ||
      overrides > 0 ||
      behind.length > 0,
  };
}

function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Never rounded up to everything. */
function percent(share: number = 0): string {
  return share === 1 ? 'all' : `${Math.floor(share * 1_000) / 10} %`;
}
