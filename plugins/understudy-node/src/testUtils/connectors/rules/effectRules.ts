import type { OperationCalls } from '../OperationCalls';
import type { OperationTrial } from '../OperationTrial';
import { writes, type ConnectorRule } from '../ConnectorRule';
import { hold, refused } from '../expectations';

const ATTEMPTS = 100;
const PAUSE_MS = 100;

/** Does it once, as a run does. */
async function applyOnce(calls: OperationCalls, key: string) {
  const targets = await calls.resolve();
  return calls.apply(targets, { key });
}

async function fingerprints(trial: OperationTrial): Promise<string> {
  const targets = await trial.calls().resolve();
  return JSON.stringify(
    targets.map(({ uid, fingerprint }) => [uid, fingerprint]),
  );
}

async function verified(calls: OperationCalls): Promise<boolean> {
  const {
    verified: yes,
    summary,
    evidence,
  } = await calls.verify(await calls.resolve());
  hold(
    summary !== '' && evidence.length > 0,
    'the verification says nothing, or not what it rests on',
  );
  return yes;
}

/** What holds of effects. Each of these rules gets a system of its own. */
export const effectRules: readonly ConnectorRule[] = [
  {
    rule: 'has an effect, and does nothing again for the same key',
    about: writes,
    needs: ['apply'],
    spends: true,
    async holds(trial) {
      const calls = trial.calls();
      const before = await trial.state();
      const targets = await calls.resolve();
      await calls.apply(targets, { key: 'one' });
      const after = await trial.state();
      hold(after !== before, 'the system is the same as before');
      // The same request once more: nobody knows whether the first one came through.
      await calls
        .apply(targets, { key: 'one' })
        .catch(error => refused(Promise.reject(error), 'conflict'));
      hold(
        (await trial.state()) === after,
        'the repeated request did something',
      );
      // After a crash: looked at anew, with the same key.
      await applyOnce(calls, 'one');
      hold((await trial.state()) === after, 'the retry did something');
    },
  },
  {
    rule: 'refuses a target that changed meanwhile',
    about: writes,
    needs: ['apply'],
    spends: true,
    async holds(trial) {
      const calls = trial.calls();
      const targets = await calls.resolve();
      await trial.system.disturb(trial.given);
      await trial.unchanged(() =>
        refused(calls.apply(targets, { key: 'late' }), 'conflict'),
      );
      const now = await calls.resolve();
      await trial.unchanged(() =>
        refused(
          calls.apply(now, {
            key: 'other',
            preconditions: now.map(({ resourceVersion }) => ({
              uid: '00000000-0000-4000-8000-000000000000',
              resourceVersion,
            })),
          }),
          'conflict',
        ),
      );
    },
  },
  {
    rule: 'sees whether its effect is there',
    about: writes,
    needs: ['apply', 'verify'],
    spends: true,
    async holds(trial) {
      const calls = trial.calls();
      hold(
        !(await trial.unchanged(() => verified(calls))),
        'it is verified before it is done',
      );
      await applyOnce(calls, 'one');
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (await verified(calls)) {
          return;
        }
        await new Promise(resolve => {
          setTimeout(resolve, PAUSE_MS);
        });
      }
      throw new Error('it is done and never verified');
    },
  },
  {
    rule: 'restores what was there',
    about: operation => writes(operation) && operation.reversible,
    needs: ['capture', 'apply', 'undo'],
    spends: true,
    async holds(trial) {
      const calls = trial.calls();
      const before = await fingerprints(trial);
      const targets = await calls.resolve();
      const snapshots = await calls.capture(targets);
      await calls.apply(targets, { key: 'one' });
      await trial.state();
      hold(
        (await fingerprints(trial)) !== before,
        'the fingerprint is the same, although it was done',
      );
      for (const [index, snapshot] of snapshots.entries()) {
        const { operation, input } = await calls.undo(snapshot);
        await applyOnce(trial.calls({ operation, input }), `undo ${index}`);
      }
      await trial.state();
      hold(
        (await fingerprints(trial)) === before,
        'what was there is not restored',
      );
    },
  },
];
