import { WatchEvent, watchObjects, WatchQuery } from '../api/watch';
import { ResourceDef } from '../registry/ResourceDef';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { listQueryOf } from './handleRead';
import { negotiate } from './negotiate';
import { presenterFor } from './represent';

const BOOKMARK_EVERY_MS = 60_000;

/** Where the lines of a watch go. */
export interface WatchSink {
  write(line: string): void;
  /** Ends it in order. */
  end(): void;
  /** Cuts it off. */
  cut(): void;
  onClose(listener: () => void): void;
}

/**
 * Begins a watch; throws if it cannot begin. The result opens the sink and sends what came until then and what
 * comes until the client leaves, the time is over or a fault cuts it off.
 */
export function beginWatch(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Pick<Exchange, 'request' | 'query' | 'info'>,
): { stream(sink: WatchSink): void; abandon(): void } {
  const { engine, faults } = context;
  const representation = negotiate(exchange.request.headers.accept);
  const presenter = presenterFor(def, representation, exchange.query, () =>
    engine.clock.now(),
  );
  const query: WatchQuery = {
    ...listQueryOf(exchange.query),
    allowWatchBookmarks: ['true', '1'].includes(
      exchange.query.get('allowWatchBookmarks') ?? '',
    ),
  };
  const early: WatchEvent[] = [];
  let sink: WatchSink | undefined;
  const write = (event: WatchEvent) => {
    if (!sink) {
      early.push(event);
      return;
    }
    const object =
      event.type === 'ERROR' ? event.object : presenter.watched(event.object);
    sink.write(`${JSON.stringify({ type: event.type, object })}\n`);
    if (event.type === 'ERROR') sink.end();
  };
  const namespace = def.namespaced ? exchange.info.namespace : undefined;
  const fieldSelector =
    exchange.info.name && !query.fieldSelector
      ? `metadata.name=${exchange.info.name}`
      : query.fieldSelector;
  const handle = watchObjects(
    engine,
    def,
    namespace,
    { ...query, fieldSelector },
    write,
  );
  const stream = (to: WatchSink) => {
    sink = to;
    early.forEach(write);
    const seconds =
      Number(exchange.query.get('timeoutSeconds') ?? 0) ||
      1800 + Math.floor(Math.random() * 1800);
    const timeout = setTimeout(() => {
      handle.bookmark();
      to.end();
    }, seconds * 1000);
    const bookmarks = setInterval(() => handle.bookmark(), BOOKMARK_EVERY_MS);
    timeout.unref();
    bookmarks.unref();
    const forget = faults.trackWatch(def.resource, () => to.cut());
    to.onClose(() => {
      clearTimeout(timeout);
      clearInterval(bookmarks);
      handle.close();
      forget();
    });
  };
  return { stream, abandon: () => handle.close() };
}

/** Answers a watch in lines of JSON. */
export function handleWatch(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
): void {
  const { response } = exchange;
  const watch = beginWatch(context, def, exchange);
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  });
  response.flushHeaders();
  watch.stream({
    write: line => void response.write(line),
    end: () => void response.end(),
    cut: () => void response.destroy(),
    onClose: listener => void response.on('close', listener),
  });
}
