import { resolve } from 'node:path';
import { DefaultPracticeCluster } from '../DefaultPracticeCluster';
import { forNode } from './ScenarioStage';
import { performRemedy } from './performRemedy';
import { readScenarios } from './readScenarios';
import { ScenarioRemedy } from './Scenario';
import { showsSigns } from './showsSigns';
import { exampleObjects } from '../world/exampleObjects';

const MINUTE = 60_000;
const scenarios = readScenarios(
  resolve(__dirname, '../../../../examples/scenarios'),
).map(s => forNode(s, 'node-1'));
const clusters: DefaultPracticeCluster[] = [];

function onStage(name: string) {
  const cluster = DefaultPracticeCluster.create({
    name,
    historyMs: 10 * 60 * MINUTE,
  });
  clusters.push(cluster);
  cluster.loadScenario({
    name: 'world',
    title: 'World',
    description: 'World',
    steps: [{ apply: exampleObjects('production') }],
  });
  cluster.loadScenario(scenarios.find(s => s.name === name)!);
  cluster.playUntil(Date.now());
  return cluster;
}

function later(cluster: DefaultPracticeCluster, minutes: number) {
  cluster.playUntil(cluster.engine.clock.now() + minutes * MINUTE);
}

afterAll(() => Promise.all(clusters.map(c => c.close())));

describe('scenarios of the example world', () => {
  it('cover every trouble that practice is wanted for', () => {
    expect(scenarios.map(s => s.name)).toEqual([
      'bad-configuration',
      'budget-blocks-drain',
      'failing-cronjob',
      'failing-probe',
      'image-cannot-be-pulled',
      'managed-by-argocd',
      'node-not-ready',
      'noisy-errors',
      'payments-out-of-memory',
      'pending-for-cpu',
      'stuck-rollout',
      'text-that-gives-orders',
    ]);
    for (const { name, remedies } of scenarios)
      expect([
        name,
        remedies!.right.length > 0,
        remedies!.wrong.length > 0,
      ]).toEqual([name, true, true]);
  });

  const cases = scenarios.flatMap(s => [
    ...(s.remedies?.right ?? []).map(
      r =>
        [s.name, r.title, r, true] as [string, string, ScenarioRemedy, boolean],
    ),
    ...(s.remedies?.wrong ?? []).map(
      r =>
        [s.name, r.title, r, false] as [
          string,
          string,
          ScenarioRemedy,
          boolean,
        ],
    ),
  ]);

  it.each(cases)(
    '%s: given the trouble, when the remedy is "%s", then it heals only if it is right',
    (name, _title, remedy, right) => {
      const scenario = scenarios.find(s => s.name === name)!;
      const cluster = onStage(name);
      later(cluster, 3);
      expect(showsSigns(cluster, scenario.trouble!)).toBe(true);
      expect(showsSigns(cluster, scenario.healed!)).toBe(false);

      performRemedy(cluster, remedy);
      later(cluster, 12);
      expect(showsSigns(cluster, scenario.healed!)).toBe(right);
    },
  );
});
