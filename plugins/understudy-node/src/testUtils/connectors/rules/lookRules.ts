import {
  previewDigest,
  type Target,
  type TargetIdentity,
} from '@understudy/plugin-understudy-common';
import { reads, writes, type ConnectorRule } from '../ConnectorRule';
import { hold, holdJson, refused } from '../expectations';

function sameTarget(one: TargetIdentity, other: TargetIdentity): boolean {
  return one.clusterUid === other.clusterUid && one.uid === other.uid;
}

function holdTarget(target: Target, system: string): void {
  const { cluster, clusterUid, kind, name, uid, fingerprint } = target;
  hold(
    [cluster, clusterUid, kind, name, uid].every(part => part !== ''),
    'a part of the identity of its target is empty',
  );
  hold(
    target.system === system,
    `the target is of the system ${target.system} and not of ${system}`,
  );
  hold(
    /^sha256:[0-9a-f]{64}$/.test(fingerprint),
    `the fingerprint ${fingerprint} is none`,
  );
}

/** What holds of all that looks only. */
export const lookRules: readonly ConnectorRule[] = [
  {
    rule: 'finds its targets, the same ones each time, and changes nothing',
    async holds(trial) {
      const calls = trial.calls();
      const [one, two] = await trial.unchanged(async () => [
        await calls.resolve(),
        await calls.resolve(),
      ]);
      hold(one.length > 0, 'there is no target');
      one.forEach(target => holdTarget(target, trial.system.connector.id));
      holdJson(one, 'the targets');
      const marks = (targets: Target[]) =>
        JSON.stringify(targets.map(t => [t.clusterUid, t.uid, t.fingerprint]));
      hold(
        marks(one) === marks(two),
        'looked at twice, the same target has another identity or fingerprint',
      );
    },
  },
  {
    rule: 'says so where its target is not there',
    async holds(trial) {
      const { missing } = trial.given;
      await refused(trial.calls({ input: missing }).resolve(), 'not-found');
    },
  },
  {
    rule: 'asks about access to each of its targets, and changes nothing',
    async holds(trial) {
      const calls = trial.calls();
      const targets = await calls.resolve();
      const reviews = await trial.unchanged(() => calls.checkAccess(targets));
      holdJson(reviews, 'the reviews');
      for (const target of targets) {
        const own = reviews.filter(review => sameTarget(review.target, target));
        hold(own.length > 0, `nothing was asked about ${target.name}`);
        hold(
          own.every(({ allowed }) => allowed),
          `who may do it all may not: ${own
            .map(({ sentence }) => sentence)
            .join('; ')}`,
        );
      }
      hold(
        reviews.every(
          ({ identity, sentence, verb }) =>
            identity !== '' && sentence !== '' && verb !== '',
        ),
        'a review does not say who, what, or its answer in words',
      );
    },
  },
  {
    rule: 'previews twice alike, and changes nothing',
    about: writes,
    needs: ['preview'],
    async holds(trial) {
      const calls = trial.calls();
      const targets = await calls.resolve();
      const [one, two] = await trial.unchanged(async () => [
        await calls.preview(targets),
        await calls.preview(targets),
      ]);
      holdJson(one, 'the preview');
      hold(
        one.digest === previewDigest(one.changes, one.simulated),
        'the digest is not that of its changes',
      );
      hold(one.digest === two.digest, 'the second preview has another digest');
      hold(one.changes.length > 0, 'nothing would change');
      hold(
        one.changes.every(({ target }) =>
          targets.some(other => sameTarget(target, other)),
        ),
        'something else than its targets would change',
      );
      hold(
        one.command.trim() !== '' && one.summary !== '' && one.outcome !== '',
        'the preview has no command, no summary or no outcome',
      );
    },
  },
  {
    rule: 'takes a snapshot of each target, and changes nothing',
    about: operation => writes(operation) && operation.reversible,
    needs: ['capture'],
    async holds(trial) {
      const calls = trial.calls();
      const targets = await calls.resolve();
      const snapshots = await trial.unchanged(() => calls.capture(targets));
      holdJson(snapshots, 'the snapshots');
      hold(
        snapshots.length === targets.length &&
          snapshots.every(
            ({ operation, target }, index) =>
              operation === trial.operation.id &&
              sameTarget(target, targets[index]),
          ),
        'there is not one snapshot for each target, in their order',
      );
    },
  },
  {
    rule: 'reads what its output describes, and changes nothing',
    about: reads,
    needs: ['apply'],
    async holds(trial) {
      const calls = trial.calls();
      const targets = await calls.resolve();
      const answer = await trial.unchanged(() => calls.apply(targets));
      holdJson(answer, 'the answer');
      const parsed = trial.operation.output.safeParse(answer);
      hold(
        parsed.success &&
          JSON.stringify(parsed.data) === JSON.stringify(answer),
        'the answer is not what its output describes',
      );
    },
  },
];
