import { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { badRequest, notFound } from '../status/errors';
import { ResourceDef } from '../registry/ResourceDef';
import { Raw } from '../types';
import { ClusterContext } from './ClusterContext';
import { runCommand } from './execCommand';
import { followLife } from './followLife';
import { RequestInfo } from './RequestInfo';

const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const STDOUT = 1;
const STDERR = 2;
const ERROR = 3;

/** What an exec is to run where, after everything that can be refused was looked at. */
export interface ExecPlan {
  pod: Raw;
  container: Raw;
  command: string[];
  /** Whether it is an attach: what the container writes itself, and no command. */
  attach: boolean;
  /** Whether any stream was asked for. */
  streams: boolean;
}

/** Looks at an exec before the connection changes its protocol. */
export function planExec(
  context: ClusterContext,
  def: ResourceDef,
  info: RequestInfo,
  query: URLSearchParams,
): ExecPlan {
  const pod: Raw = context.engine.find(def.storage, info.namespace, info.name!);
  if (!pod) throw notFound(def, info.name!);
  const attach = info.subresource === 'attach';
  const command = query.getAll('command');
  const containers: Raw[] = pod.spec.containers;
  const asked = query.get('container');
  const container = asked
    ? containers.find(c => c.name === asked)
    : containers[0];
  if (!container)
    throw badRequest(`container ${asked} is not valid for pod ${info.name}`);
  if (!asked && containers.length > 1) {
    throw badRequest(
      `a container name must be specified for pod ${
        info.name
      }, choose one of: [${containers.map(c => c.name).join(' ')}]`,
    );
  }
  if (['Succeeded', 'Failed'].includes(pod.status?.phase))
    throw badRequest(
      `cannot exec into a container in a completed pod; current phase is ${pod.status.phase}`,
    );
  if (!pod.spec.nodeName)
    throw badRequest(`pod ${info.name} does not have a host assigned`);
  if (!attach && command.length === 0)
    throw badRequest('you must specify at least 1 command for the container');
  const streams = ['stdin', 'stdout', 'stderr'].some(name =>
    ['true', '1'].includes(query.get(name) ?? ''),
  );
  return { pod, container, command, attach, streams };
}

/** Runs an exec over a WebSocket with Kubernetes' channels. */
export class ExecServer {
  readonly #sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: offered => PROTOCOLS.find(p => offered.has(p)) ?? false,
  });

  accept(
    context: ClusterContext,
    plan: ExecPlan,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    this.#sockets.handleUpgrade(request, socket, head, client =>
      this.#run(context, plan, client),
    );
  }

  close(): void {
    for (const client of this.#sockets.clients) client.terminate();
    this.#sockets.close();
  }

  #run(
    context: ClusterContext,
    { pod, container, command, attach, streams }: ExecPlan,
    client: WebSocket,
  ): void {
    const send = (channel: number, text: string) =>
      text &&
      client.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)]));
    const finish = (status: Raw) => {
      send(ERROR, JSON.stringify(status));
      client.close(1000);
    };
    const run = context.kubelet
      .runOf(pod.metadata.uid)
      ?.main.find(c => c.name === container.name);
    const failed = (message: string) =>
      finish({
        metadata: {},
        status: 'Failure',
        message,
        reason: 'InternalError',
        code: 500,
      });
    if (!streams) {
      failed(
        'Internal error occurred: unable to upgrade connection: you must specify at least 1 of stdin, stdout, stderr',
      );
      return;
    }
    if (run?.state !== 'running') {
      failed(`container not found ("${container.name}")`);
      return;
    }
    if (attach) {
      const stop = followLife(context, pod, container.name, {
        write: line => send(STDOUT, `${line.text}\n`),
        end: () => finish({ metadata: {}, status: 'Success' }),
      });
      client.on('close', stop);
      return;
    }
    const result = runCommand(
      context.kubelet,
      pod,
      container,
      command,
      context.engine.clock.now(),
    );
    if (!result) {
      const why = `exec: "${command[0]}": executable file not found in $PATH`;
      failed(
        `error executing command in container: failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: ${why}: unknown`,
      );
      return;
    }
    send(STDOUT, result.stdout);
    send(STDERR, result.stderr);
    if (result.code === 0) {
      finish({ metadata: {}, status: 'Success' });
      return;
    }
    finish({
      metadata: {},
      status: 'Failure',
      message: `command terminated with non-zero exit code: exit status ${result.code}`,
      reason: 'NonZeroExitCode',
      details: {
        causes: [{ reason: 'ExitCode', message: String(result.code) }],
      },
    });
  }
}
