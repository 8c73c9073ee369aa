/** What the command line asked for. */
export interface CliArguments {
  clusters: string[];
  kubeconfigPath?: string;
  configPath?: string;
  scenariosPath?: string;
  /** The port of the first cluster; the next ones follow. */
  port?: number;
  speed: number;
  plainHttp: boolean;
  /** End when standard input closes, as it does when the parent ends. */
  withParent: boolean;
  help: boolean;
}

/** How the command is used. */
export const USAGE = `Usage: practice-cluster [options]

  --clusters <names>         comma separated; development, staging and production are the example world
                             (default: development,staging,production)
  --write-kubeconfig <path>  write a kubeconfig with one context per cluster
  --write-config <path>      write Backstage configuration with the clusters
  --scenarios <folder>       scenarios to offer (default: examples/scenarios, where it exists)
  --port <number>            port of the first cluster; free ports by default
  --speed <factor>           how many times faster than in real life pods start, crash and back off (default 1)
  --http                     serve plain HTTP; kubectl sends no token over it
  --with-parent              end when standard input closes
`;

/** Reads the command line. */
export function parseArguments(args: string[]): CliArguments {
  const out: CliArguments = {
    clusters: ['development', 'staging', 'production'],
    speed: 1,
    plainHttp: false,
    withParent: false,
    help: false,
  };
  const rest = [...args];
  const value = (flag: string) => {
    const next = rest.shift();
    if (next === undefined || next.startsWith('--'))
      throw new Error(`${flag} needs a value.`);
    return next;
  };
  const number = (flag: string) => {
    const parsed = Number(value(flag));
    if (!Number.isFinite(parsed) || parsed < 0)
      throw new Error(`${flag} needs a number.`);
    return parsed;
  };
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    switch (flag) {
      case '--clusters':
        out.clusters = value(flag)
          .split(',')
          .map(c => c.trim())
          .filter(Boolean);
        break;
      case '--write-kubeconfig':
        out.kubeconfigPath = value(flag);
        break;
      case '--write-config':
        out.configPath = value(flag);
        break;
      case '--scenarios':
        out.scenariosPath = value(flag);
        break;
      case '--port':
        out.port = number(flag);
        break;
      case '--speed':
        out.speed = number(flag);
        break;
      case '--http':
        out.plainHttp = true;
        break;
      case '--with-parent':
        out.withParent = true;
        break;
      case '--help':
      case '-h':
        out.help = true;
        break;
      default:
        throw new Error(
          `${flag} is no option of practice-cluster; --help lists them.`,
        );
    }
  }
  if (out.clusters.length === 0)
    throw new Error('--clusters needs at least one name.');
  return out;
}
