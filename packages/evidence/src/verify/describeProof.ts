import type { EvidenceManifest } from '../format/EvidenceManifest';
import type { CheckedLog } from './checkLog';
import type { Findings } from './Findings';
import type { OutsideCheckpoint } from './OutsideCheckpoint';
import type { PinnedKeys } from './PinnedKeys';

/** Says what was proved, and what was not. */
export function describeProof(options: {
  manifest: EvidenceManifest;
  keys: PinnedKeys;
  log: CheckedLog;
  outside: OutsideCheckpoint | undefined;
  findings: Findings;
}): void {
  const { manifest, keys, log, outside, findings } = options;
  const { checkpoint, range, scope, complete, anchors } = manifest;
  const { proved, notProved } = findings;
  const who = keys.pinned
    ? `the key that you pinned (${keys.used.join(', ')})`
    : `the key that the package itself names`;
  proved.push(
    `The manifest and the newest checkpoint, over ${checkpoint.size} entries of ${manifest.origin}, are signed with ${who}`,
    `Each of the ${findings.entries} entries, and of ${findings.supporting} more that support them, stands in that log at its index, word for word as it was recorded`,
    `Checkpoints of one and the same history: ${log.checkpoints.count}`,
    'entries.csv and approvals.csv say what the entries say',
    'Every file is the one that was signed',
  );
  if (complete) {
    proved.push(
      range.to > range.from
        ? `The package has every entry from index ${range.from} up to ${
            range.to - 1
          }: none was left out, moved or put in`
        : `No entry stands in the log between the two that enclose the period`,
    );
  }
  if (findings.redactionCount > 0) {
    proved.push(
      `Values that were redacted: ${findings.redactionCount}, each by an entry in the log that says so; what they were is not in the package`,
    );
  }
  if (log.withheld > 0) {
    findings.limit(
      'withheld',
      `Sealed values that are left out of this package: ${log.withheld}; the entries commit to them, so that they can be shown later`,
    );
  }
  if (log.checkpoints.unpinned > 0 && keys.pinned) {
    findings.limit(
      'older-keys',
      `${log.checkpoints.unpinned} older checkpoints are not signed with a key that you pinned; they agree with the newest one, which is`,
    );
  }
  if (outside?.agrees) {
    proved.push(
      `The checkpoint from outside over ${outside.size} entries is of the same history: up to there nobody can have rewritten it, not even who holds the key`,
    );
    if (outside.size < range.to) {
      findings.limit(
        'tail',
        `What stands in the range from index ${Math.max(
          outside.size,
          range.from,
        )} on lies above the checkpoint from outside: it is signed, but not anchored, and who holds the key could still replace it`,
      );
    }
  } else if (!outside) {
    const said = anchors.map(
      ({ sink, size, anchoredAt }) => `${sink} up to ${size} (${anchoredAt})`,
    );
    notProved.push(
      `That who holds the key has not signed a second history: no checkpoint from outside was given with --checkpoint. ${
        said.length > 0
          ? `The log says that checkpoints are kept in ${said.join(', ')}`
          : 'The log names no place outside where checkpoints are kept'
      }`,
    );
  }
  notProved.push(
    `Which entries belong to the period (${
      scope.period.from ?? 'the beginning'
    } to ${
      scope.period.to ?? 'the end'
    }) goes by the clocks of those who wrote them`,
    'That what was recorded is true, and that everything that happened was recorded',
    'What README.txt, notes.txt and the files in controls/ and policies/ say: they are only signed',
  );
}
