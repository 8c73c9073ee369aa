import { Kubelet } from '../kubelet/Kubelet';
import { Raw } from '../types';

/** How a command ended and what it wrote. */
export interface CommandResult {
  stdout: string;
  stderr: string;
  code: number;
}

function environment(pod: Raw, container: Raw): Record<string, string> {
  const env: Record<string, string> = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOSTNAME: pod.metadata.name,
    KUBERNETES_SERVICE_HOST: '10.96.0.1',
    KUBERNETES_SERVICE_PORT: '443',
    HOME: '/root',
  };
  for (const e of container.env ?? []) {
    if (e.value !== undefined) env[e.name] = e.value;
    else if (e.valueFrom?.fieldRef?.fieldPath === 'metadata.name')
      env[e.name] = pod.metadata.name;
    else if (e.valueFrom?.fieldRef?.fieldPath === 'metadata.namespace')
      env[e.name] = pod.metadata.namespace;
  }
  return env;
}

/** Runs one of the few commands that practice containers know. */
export function runCommand(
  kubelet: Kubelet,
  pod: Raw,
  container: Raw,
  command: string[],
  now: number,
): CommandResult | undefined {
  const ok = (stdout: string): CommandResult => ({
    stdout,
    stderr: '',
    code: 0,
  });
  const [program, ...args] = command;
  const name = program.split('/').pop();
  const files: Record<string, string> = {
    '/etc/hostname': `${pod.metadata.name}\n`,
    '/etc/os-release': 'NAME="Practice Linux"\nID=practice\n',
    '/var/run/secrets/kubernetes.io/serviceaccount/namespace':
      pod.metadata.namespace,
    ...kubelet.behaviour(pod, container).files,
  };
  switch (name) {
    case 'sh':
    case 'bash':
    case 'ash': {
      const at = args.indexOf('-c');
      if (at < 0) return ok('');
      return runScript(kubelet, pod, container, args[at + 1] ?? '', now);
    }
    case 'echo':
      return ok(`${args.join(' ')}\n`);
    case 'printf':
      return ok((args[0] ?? '').replaceAll('\\n', '\n'));
    case 'hostname':
      return ok(`${pod.metadata.name}\n`);
    case 'whoami':
      return ok('root\n');
    case 'id':
      return ok('uid=0(root) gid=0(root) groups=0(root)\n');
    case 'pwd':
      return ok(`${container.workingDir ?? '/'}\n`);
    case 'date':
      return ok(`${new Date(now).toUTCString()}\n`);
    case 'uname':
      return ok(
        args.includes('-a')
          ? `Linux ${pod.metadata.name} 6.12.0-practice x86_64 Linux\n`
          : 'Linux\n',
      );
    case 'true':
      return ok('');
    case 'false':
      return { stdout: '', stderr: '', code: 1 };
    case 'env':
    case 'printenv': {
      const env = environment(pod, container);
      if (args[0])
        return env[args[0]] === undefined
          ? { stdout: '', stderr: '', code: 1 }
          : ok(`${env[args[0]]}\n`);
      return ok(
        `${Object.entries(env)
          .map(([k, v]) => `${k}=${v}`)
          .join('\n')}\n`,
      );
    }
    case 'ps':
      return ok(
        `PID   USER     TIME  COMMAND\n    1 root      0:00 ${
          [...(container.command ?? []), ...(container.args ?? [])].join(' ') ||
          container.name
        }\n`,
      );
    case 'ls': {
      const folder = (args.find(a => !a.startsWith('-')) ?? '/').replace(
        /\/$/,
        '',
      );
      const entries = Object.keys(files)
        .filter(f => f.startsWith(`${folder}/`))
        .map(f => f.slice(folder.length + 1).split('/')[0]);
      if (entries.length > 0)
        return ok(`${[...new Set(entries)].sort().join('\n')}\n`);
      return {
        stdout: '',
        stderr: `ls: ${folder}: No such file or directory\n`,
        code: 1,
      };
    }
    case 'cat': {
      const missing = args.find(f => files[f] === undefined);
      if (missing !== undefined)
        return {
          stdout: '',
          stderr: `cat: can't open '${missing}': No such file or directory\n`,
          code: 1,
        };
      return ok(args.map(f => files[f]).join(''));
    }
    case 'exit':
      return { stdout: '', stderr: '', code: Number(args[0] ?? 0) };
    default:
      return undefined;
  }
}

function runScript(
  kubelet: Kubelet,
  pod: Raw,
  container: Raw,
  script: string,
  now: number,
): CommandResult {
  const env = environment(pod, container);
  let stdout = '';
  let stderr = '';
  let code = 0;
  for (const part of script
    .split(/(;|&&|\|\|)/)
    .reduce<string[][]>(
      (all, t) =>
        /^(;|&&|\|\|)$/.test(t)
          ? [...all, [t]]
          : [...all.slice(0, -1), [...(all[all.length - 1] ?? ['']), t]],
      [['']],
    )) {
    const [join, text = ''] = part;
    if ((join === '&&' && code !== 0) || (join === '||' && code === 0))
      continue;
    const toStderr = />&2/.test(text);
    const words = (
      text.replace(/1?>&2/, '').match(/"[^"]*"|'[^']*'|\S+/g) ?? []
    ).map(w =>
      w.startsWith("'")
        ? w.slice(1, -1)
        : w
            .replace(/^"|"$/g, '')
            .replace(/\$\{?(\w+)\}?/g, (_, n) => env[n] ?? ''),
    );
    if (words.length === 0) continue;
    const result = runCommand(kubelet, pod, container, words, now) ?? {
      stdout: '',
      stderr: `sh: ${words[0]}: not found\n`,
      code: 127,
    };
    if (toStderr) stderr += result.stdout;
    else stdout += result.stdout;
    stderr += result.stderr;
    code = result.code;
    if (words[0] === 'exit') break;
  }
  return { stdout, stderr, code };
}
