import { WatchEvent, watchObjects, WatchQuery } from '../api/watch';
import { ResourceDef } from '../registry/ResourceDef';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { listQueryOf } from './handleRead';
import { negotiate } from './negotiate';
import { presenterFor } from './represent';

const BOOKMARK_EVERY_MS = 60_000;

/** Streams changes until the client leaves, the time is over or a fault cuts it off. */
export function handleWatch(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
): void {
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
  const { response } = exchange;
  const early: WatchEvent[] = [];
  let open = false;
  const write = (event: WatchEvent) => {
    if (!open) {
      early.push(event);
      return;
    }
    const object =
      event.type === 'ERROR' ? event.object : presenter.watched(event.object);
    response.write(`${JSON.stringify({ type: event.type, object })}\n`);
    if (event.type === 'ERROR') response.end();
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
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  });
  response.flushHeaders();
  open = true;
  early.forEach(write);

  const seconds =
    Number(exchange.query.get('timeoutSeconds') ?? 0) ||
    1800 + Math.floor(Math.random() * 1800);
  const timeout = setTimeout(() => {
    handle.bookmark();
    response.end();
  }, seconds * 1000);
  const bookmarks = setInterval(() => handle.bookmark(), BOOKMARK_EVERY_MS);
  timeout.unref();
  bookmarks.unref();
  const forget = faults.trackWatch(def.resource, () => response.destroy());
  response.on('close', () => {
    clearTimeout(timeout);
    clearInterval(bookmarks);
    handle.close();
    forget();
  });
}
