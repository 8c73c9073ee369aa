import type { EvidenceReport } from '@understudy/evidence';

const headlines = {
  verified: 'VERIFIED',
  limited: 'VERIFIED WITH LIMITS',
  refused: 'REFUSED',
};

const SHOWN = 20;

/** The report in plain words. */
export function formatReport(file: string, report: EvidenceReport): string {
  const { problems, problemCount, redactions, redactionCount } = report;
  const about =
    report.origin === undefined
      ? file
      : `${file}: ${report.entries} entries of ${report.origin}`;
  return [
    `${headlines[report.result]}  ${about}`,
    ...section(
      'What is wrong',
      problems.slice(0, SHOWN).map(({ message }) => message),
      problemCount,
    ),
    ...section('What was proved', report.proved),
    ...section('What could have been proved and is open', report.limits),
    ...section(
      'Redacted',
      redactions
        .slice(0, SHOWN)
        .map(
          ({ index, entryId, pointer, by }) =>
            `${pointer} of entry ${index} (${entryId}), by entry ${by}`,
        ),
      redactionCount,
    ),
    ...section('What was not proved', report.notProved),
    '',
  ].join('\n');
}

function section(title: string, lines: string[], count = lines.length) {
  return lines.length === 0
    ? []
    : [
        '',
        title,
        ...lines.map(line => `  - ${line}`),
        ...(count > lines.length
          ? [`  … and ${count - lines.length} more (--json shows up to 200)`]
          : []),
      ];
}
