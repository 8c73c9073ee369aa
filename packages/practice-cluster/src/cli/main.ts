import { existsSync } from 'node:fs';
import { readScenarios } from '../scenarios/readScenarios';
import {
  buildExampleCluster,
  ExampleCluster,
} from '../world/buildExampleCluster';
import { kubeconfigYaml } from '../world/kubeconfig';
import { appConfigYaml } from './appConfig';
import { CliArguments, parseArguments, USAGE } from './arguments';
import { writePrivateFile } from './writePrivateFile';

const SCENARIOS = 'examples/scenarios';

async function start(args: CliArguments): Promise<ExampleCluster[]> {
  const folder =
    args.scenariosPath ?? (existsSync(SCENARIOS) ? SCENARIOS : undefined);
  const scenarios = folder ? readScenarios(folder) : [];
  const clusters: ExampleCluster[] = [];
  for (const [i, name] of args.clusters.entries()) {
    const example = buildExampleCluster(name, scenarios, {
      speed: args.speed,
      seed: name,
    });
    example.cluster.offerScenarios(scenarios);
    await example.cluster.open({
      tls: !args.plainHttp,
      port: args.port ? args.port + i : undefined,
    });
    clusters.push(example);
  }
  return clusters;
}

/**
 * Runs practice clusters as a process of their own.
 *
 * @public
 */
export async function main(argv: string[]): Promise<void> {
  let args: CliArguments;
  try {
    args = parseArguments(argv);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 2;
    return;
  }
  if (args.help) {
    process.stdout.write(USAGE);
    return;
  }
  const clusters = await start(args);
  if (args.kubeconfigPath) {
    const entries = clusters.map(({ cluster }) => ({
      name: cluster.name,
      url: cluster.url,
      ca: cluster.ca,
      token: cluster.adminToken,
    }));
    writePrivateFile(
      args.kubeconfigPath,
      kubeconfigYaml(entries, entries[entries.length - 1].name),
    );
  }
  if (args.configPath)
    writePrivateFile(args.configPath, appConfigYaml(clusters));
  const ready = {
    ready: true,
    clusters: clusters.map(({ cluster }) => ({
      name: cluster.name,
      url: cluster.url,
    })),
    kubeconfig: args.kubeconfigPath,
    config: args.configPath,
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);

  const stop = async () => {
    await Promise.all(clusters.map(c => c.cluster.close()));
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  if (args.withParent) {
    process.stdin.on('end', stop);
    process.stdin.on('close', stop);
    process.stdin.resume();
  }
}
