import { randomBytes } from 'node:crypto';
import { DefaultPracticeCluster } from '../DefaultPracticeCluster';
import { PracticeClusterOptions } from '../PracticeClusterOptions';
import { parseDuration } from '../scenarios/parseDuration';
import { Scenario } from '../scenarios/Scenario';
import { ScenarioBehaviour } from '../scenarios/Scenario';
import { serviceAccountUser } from '../auth/Identities';
import { EXAMPLE_APPS } from './exampleApps';
import { exampleCronJob } from './exampleWorkloads';
import { exampleObjects } from './exampleObjects';

const BEGIN = '9d';

/** A cluster of the example world and the tokens that Understudy uses there. */
export interface ExampleCluster {
  cluster: DefaultPracticeCluster;
  readerToken: string;
  operatorToken: string;
}

const usage = (cpu: string, memory: string) => ({ cpu, memory });

/** What the example services write and use when all is well. */
function ordinaryParts(): ScenarioBehaviour[] {
  return EXAMPLE_APPS.map(app => ({
    match: { labels: { app: app.name }, container: app.name },
    then: {
      logs: {
        start: [`${app.name} starting`, 'configuration read', 'listening'],
        repeat: { everySeconds: 20, lines: app.logs },
      },
      usage: usage(
        `${Math.round(Number.parseInt(app.cpu, 10) * 0.55)}m`,
        `${Math.round(Number.parseInt(app.memory, 10) * 0.6)}Mi`,
      ),
    },
  }));
}

/** Builds one cluster of the example world with its last nine days, and plays the scenarios that belong to it. */
export function buildExampleCluster(
  name: string,
  scenarios: Scenario[],
  options: PracticeClusterOptions = {},
): ExampleCluster {
  const readerToken = randomBytes(24).toString('hex');
  const operatorToken = randomBytes(24).toString('hex');
  const account = (token: string, accountName: string) => {
    const user = serviceAccountUser('understudy', accountName);
    return { token, username: user.username, groups: user.groups };
  };
  const cluster = DefaultPracticeCluster.create({
    nodes: [1, 2, 3, 4].map(n => ({ name: `${name}-node-${n}` })),
    ...options,
    name,
    historyMs: parseDuration(BEGIN),
    tokens: [
      account(readerToken, 'understudy-reader'),
      account(operatorToken, 'understudy-operator'),
      ...(options.tokens ?? []),
    ],
  });
  cluster.loadScenario({
    name: 'ordinary',
    title: 'All is well',
    description:
      'What the services of the example world do when nothing is wrong.',
    behaviours: ordinaryParts(),
    steps: [
      { apply: exampleObjects(name) },
      { ago: '3h', apply: [exampleCronJob()] },
    ],
  });
  for (const scenario of scenarios) {
    if (scenario.autoload && (scenario.clusters ?? [name]).includes(name))
      cluster.loadScenario(scenario);
  }
  return { cluster, readerToken, operatorToken };
}
