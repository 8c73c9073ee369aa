import { Engine } from '../engine/Engine';
import { apiVersionOf, ResourceDef } from '../registry/ResourceDef';
import { expired, invalid } from '../status/errors';
import { StoreEvent } from '../store/Store';
import { KubeObject } from '../types';
import {
  FieldError,
  forbiddenValue,
  notSupported,
} from '../validation/FieldError';
import { ListQuery, parseVersion } from './list';
import { matcherOf } from './selectors';

/** One line of a watch. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: unknown;
}

/** What a watch was asked with. */
export interface WatchQuery extends ListQuery {
  allowWatchBookmarks?: boolean;
  timeoutSeconds?: number;
}

/** A running watch. */
export interface WatchHandle {
  /** Sends a bookmark with the current version. */
  bookmark(): void;
  close(): void;
}

function validate(query: WatchQuery): void {
  const errors: FieldError[] = [];
  const match = query.resourceVersionMatch;
  if (query.sendInitialEvents !== undefined && match !== 'NotOlderThan') {
    errors.push(
      match
        ? notSupported('resourceVersionMatch', match, ['NotOlderThan'])
        : forbiddenValue(
            'resourceVersionMatch',
            'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
          ),
    );
  }
  if (query.sendInitialEvents === undefined && match) {
    errors.push(
      forbiddenValue(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ),
    );
  }
  if (errors.length > 0)
    throw invalid('meta.k8s.io', 'ListOptions', '', errors);
}

/** Begins a watch; throws before the first event if it cannot begin. */
export function watchObjects(
  engine: Engine,
  def: ResourceDef,
  namespace: string | undefined,
  query: WatchQuery,
  send: (event: WatchEvent) => void,
): WatchHandle {
  validate(query);
  const matcher = matcherOf(def, query.labelSelector, query.fieldSelector);
  const selects = (object: KubeObject | undefined) =>
    object !== undefined &&
    (!namespace || object.metadata.namespace === namespace) &&
    (!matcher || matcher(object));
  const serve = (object: KubeObject) =>
    def.convert ? def.convert.toServed(object) : object;

  const forward = (event: StoreEvent) => {
    const now = event.type !== 'DELETED' && selects(event.object);
    const before = event.previous !== undefined && selects(event.previous);
    if (now)
      send({
        type: before ? 'MODIFIED' : 'ADDED',
        object: serve(event.object),
      });
    else if (before) {
      const last =
        event.type === 'DELETED'
          ? event.object
          : {
              ...event.previous!,
              metadata: {
                ...event.previous!.metadata,
                resourceVersion: String(event.version),
              },
            };
      send({ type: 'DELETED', object: serve(last) });
    }
  };

  const bookmark = (initialEnd = false) =>
    send({
      type: 'BOOKMARK',
      object: {
        kind: def.kind,
        apiVersion: apiVersionOf(def),
        metadata: {
          resourceVersion: String(engine.store.version),
          ...(initialEnd
            ? { annotations: { 'k8s.io/initial-events-end': 'true' } }
            : {}),
        },
      },
    });

  const from = query.resourceVersion;
  const wantsInitial = query.sendInitialEvents ?? (!from || from === '0');
  if (!wantsInitial && from) {
    const version = parseVersion(from, true);
    const missed = engine.store.since(def.storage, version);
    if (!missed) {
      const error = expired(
        `too old resource version: ${version} (${
          engine.store.oldestVersion(def.storage) + 1
        })`,
      );
      send({ type: 'ERROR', object: error.toStatus() });
      return { bookmark: () => undefined, close: () => undefined };
    }
    missed.forEach(forward);
  } else if (wantsInitial) {
    for (const key of engine.store.keys(def.storage)) {
      const object = engine.store.get(def.storage, key);
      if (selects(object)) send({ type: 'ADDED', object: serve(object!) });
    }
    if (query.sendInitialEvents && query.allowWatchBookmarks) bookmark(true);
  }
  const stop = engine.store.listen(def.storage, forward);
  return {
    bookmark: () => query.allowWatchBookmarks && bookmark(),
    close: stop,
  };
}
