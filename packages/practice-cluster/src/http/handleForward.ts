import { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { badRequest, notFound } from '../status/errors';
import { ResourceDef } from '../registry/ResourceDef';
import { Raw } from '../types';
import { ClusterContext } from './ClusterContext';
import { RequestInfo } from './RequestInfo';

const PROTOCOLS = ['v4.channel.k8s.io', 'v5.channel.k8s.io'];

function portsOf(query: URLSearchParams): number[] {
  return query
    .getAll('ports')
    .flatMap(text => text.split(','))
    .filter(Boolean)
    .map(text => {
      const refuse = (why: string) =>
        badRequest(
          `cannot convert to []int32: strconv.ParseUint: parsing ${JSON.stringify(
            text,
          )}: ${why}`,
        );
      if (!/^\d+$/.test(text)) throw refuse('invalid syntax');
      const port = Number(text);
      if (port > 65535) throw refuse('value out of range');
      return port;
    });
}

/** Looks at a port forwarding before the connection changes its protocol. */
export function planForward(
  context: ClusterContext,
  def: ResourceDef,
  info: RequestInfo,
  query: URLSearchParams,
): { pod: Raw; ports: number[] } {
  const ports = portsOf(query);
  const pod: Raw = context.engine.find(def.storage, info.namespace, info.name!);
  if (!pod) throw notFound(def, info.name!);
  if (!pod.spec.nodeName)
    throw badRequest(`pod ${info.name} does not have a host assigned`);
  return { pod, ports };
}

/** Refuses each port on its error channel, as a pod does in which nothing listens. */
export class ForwardSockets {
  readonly #sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: offered => PROTOCOLS.find(p => offered.has(p)) ?? false,
  });

  accept(
    { pod, ports }: { pod: Raw; ports: number[] },
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    this.#sockets.handleUpgrade(request, socket, head, client => {
      for (const [i, port] of ports.entries()) {
        const number = Buffer.alloc(2);
        number.writeUInt16LE(port);
        const [data, error] = [2 * i, 2 * i + 1].map(n => Buffer.from([n]));
        client.send(Buffer.concat([data, number]));
        client.send(Buffer.concat([error, number]));
        const { name, namespace } = pod.metadata;
        client.send(
          Buffer.concat([
            error,
            Buffer.from(
              `error forwarding port ${port} to pod ${name}/${namespace}, uid : practice clusters have no network`,
            ),
          ]),
        );
      }
      client.close(1000);
    });
  }

  close(): void {
    for (const client of this.#sockets.clients) client.terminate();
    this.#sockets.close();
  }
}
