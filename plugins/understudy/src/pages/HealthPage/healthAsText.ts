import type { HealthReport } from '@understudy/plugin-understudy-common';

/** The report as plain text, to paste into a message; times are in UTC. */
export function healthAsText(report: HealthReport): string {
  const lines = report.checks.map(check =>
    [
      `[${check.status}] ${check.title}: ${check.sentence}`,
      `  stops: ${check.stops}; since ${check.since}`,
      check.action && `  what to do: ${check.action}`,
    ]
      .filter(Boolean)
      .join('\n'),
  );
  return [
    `Understudy health: ${report.status}, checked ${report.checkedAt}`,
    ...lines,
  ].join('\n');
}
