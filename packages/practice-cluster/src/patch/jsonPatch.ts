import { StatusError } from '../status/StatusError';
import { badRequest } from '../status/errors';
import { Raw } from '../types';
import { cloneJson, equalJson, isObject } from '../util/json';

interface Operation {
  op: string;
  path: string;
  from?: string;
  value?: Raw;
}

function rejected(_why: string): StatusError {
  return new StatusError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );
}

const token = (part: string) =>
  part.replaceAll('~1', '/').replaceAll('~0', '~');

function parent(document: Raw, path: string): { container: Raw; key: string } {
  const parts = path.split('/').slice(1).map(token);
  const key = parts.pop();
  if (key === undefined) throw rejected(path);
  let at = document;
  for (const part of parts) {
    at = Array.isArray(at) ? at[Number(part)] : at?.[part];
    if (at === undefined || at === null) throw rejected(path);
  }
  if (typeof at !== 'object') throw rejected(path);
  return { container: at, key };
}

function read(document: Raw, path: string): Raw {
  if (path === '') return document;
  const { container, key } = parent(document, path);
  const value = Array.isArray(container)
    ? container[Number(key)]
    : container[key];
  return value;
}

function exists(document: Raw, path: string): boolean {
  const { container, key } = parent(document, path);
  return Array.isArray(container)
    ? Number(key) < container.length
    : key in container;
}

function index(container: Raw[], key: string, max: number): number {
  if (!/^-?\d+$/.test(key)) throw rejected(key);
  const at = Number(key) < 0 ? container.length + Number(key) : Number(key);
  if (at < 0 || at > max) throw rejected(key);
  return at;
}

function add(document: Raw, path: string, value: Raw): void {
  const { container, key } = parent(document, path);
  if (!Array.isArray(container)) container[key] = value;
  else if (key === '-') container.push(value);
  else container.splice(index(container, key, container.length), 0, value);
}

function remove(document: Raw, path: string): void {
  const { container, key } = parent(document, path);
  if (Array.isArray(container)) {
    container.splice(index(container, key, container.length - 1), 1);
    return;
  }
  if (!(key in container)) throw rejected(path);
  delete container[key];
}

/** Applies an RFC 6902 patch. */
export function applyJsonPatch(document: Raw, patch: Raw): Raw {
  if (!Array.isArray(patch))
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    );
  if (!patch.every(isObject))
    throw badRequest(
      'error decoding patch: json: cannot unmarshal string into Go value of type handlers.jsonPatchOp',
    );
  const out = { root: cloneJson(document) };
  for (const { op, path, from, value } of patch as unknown as Operation[]) {
    const at = `/root${path ?? ''}`;
    switch (op) {
      case 'add':
        add(out, at, value);
        break;
      case 'remove':
        remove(out, at);
        break;
      case 'replace': {
        const { container, key } = parent(out, at);
        // What a map does not have can be replaced; an element that a list does not have cannot.
        if (Array.isArray(container) && !exists(out, at)) throw rejected(path);
        container[Array.isArray(container) ? Number(key) : key] = value;
        break;
      }
      case 'move': {
        const moved = read(out, `/root${from}`);
        remove(out, `/root${from}`);
        add(out, at, moved);
        break;
      }
      case 'copy':
        add(out, at, cloneJson(read(out, `/root${from}`)));
        break;
      case 'test':
        if (!equalJson(read(out, at), value)) throw rejected(path);
        break;
      default:
        throw rejected(op);
    }
  }
  return out.root;
}
