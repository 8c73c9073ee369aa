import { Engine } from '../engine/Engine';
import { ResourceDef } from '../registry/ResourceDef';
import { badRequest, expired, invalid, plainError } from '../status/errors';
import { StatusError } from '../status/StatusError';
import { KubeObject } from '../types';
import {
  FieldError,
  forbiddenValue,
  notSupported,
} from '../validation/FieldError';
import { matcherOf } from './selectors';

/** What a list was asked with. */
export interface ListQuery {
  labelSelector?: string;
  fieldSelector?: string;
  limit?: number;
  continue?: string;
  resourceVersion?: string;
  resourceVersionMatch?: string;
  sendInitialEvents?: boolean;
}

/** One page of objects. */
export interface ListPage {
  items: KubeObject[];
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

const TOO_OLD =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';
const COMPACTED = 'The resourceVersion for the provided list is too old.';

function encodeToken(version: number, start: string): string {
  return Buffer.from(
    JSON.stringify({
      v: 'meta.k8s.io/v1',
      rv: version,
      start: `${start}\u0000`,
    }),
  ).toString('base64url');
}

function decodeToken(text: string): { rv: number; start: string } {
  let parsed: { v?: string; rv?: number; start?: string };
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    const first = Buffer.from(text, 'base64url').toString('utf8')[0] ?? '';
    throw badRequest(
      `invalid continue token: continue key is not valid: invalid character '${first}' looking for beginning of value`,
    );
  }
  if (parsed.v !== 'meta.k8s.io/v1')
    throw badRequest(
      `invalid continue token: continue key is not valid: server does not recognize this encoded version ${
        parsed.v ?? ''
      }`,
    );
  if (!parsed.rv)
    throw badRequest(
      'invalid continue token: continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)',
    );
  if (!parsed.start)
    throw badRequest(
      'invalid continue token: continue key is not valid: encoded start key empty (version meta.k8s.io/v1)',
    );
  return { rv: parsed.rv, start: parsed.start };
}

function validate(query: ListQuery): void {
  const errors: FieldError[] = [];
  const match = query.resourceVersionMatch;
  if (match) {
    if (!query.resourceVersion)
      errors.push(
        forbiddenValue(
          'resourceVersionMatch',
          'resourceVersionMatch is forbidden unless resourceVersion is provided',
        ),
      );
    if (query.continue)
      errors.push(
        forbiddenValue(
          'resourceVersionMatch',
          'resourceVersionMatch is forbidden when continue is provided',
        ),
      );
    if (!['Exact', 'NotOlderThan'].includes(match))
      errors.push(
        notSupported('resourceVersionMatch', match, [
          'Exact',
          'NotOlderThan',
          '',
        ]),
      );
    if (match === 'Exact' && query.resourceVersion === '0') {
      errors.push(
        forbiddenValue(
          'resourceVersionMatch',
          'resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
        ),
      );
    }
  }
  if (query.sendInitialEvents !== undefined)
    errors.push(
      forbiddenValue(
        'sendInitialEvents',
        'sendInitialEvents is forbidden for list',
      ),
    );
  if (errors.length > 0)
    throw invalid('meta.k8s.io', 'ListOptions', '', errors);
}

/** Reads a resourceVersion parameter. */
export function parseVersion(text: string, watching = false): number {
  if (!/^\d+$/.test(text)) {
    const why = `resourceVersion: Invalid value: ${JSON.stringify(
      text,
    )}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
    throw watching
      ? plainError(500, why)
      : badRequest(`invalid resource version: ${why}`);
  }
  return Number(text);
}

/** The answer to a version that is still to come. */
export function tooLarge(wanted: number, current: number): StatusError {
  return new StatusError(
    504,
    'Timeout',
    `Timeout: Too large resource version: ${wanted}, current: ${current}`,
    {
      causes: [
        {
          reason: 'ResourceVersionTooLarge',
          message: 'Too large resource version',
        },
      ],
      retryAfterSeconds: 1,
    },
  );
}

/** Lists objects, page by page where a limit is given; all pages of one list show the same moment. */
export function listObjects(
  engine: Engine,
  def: ResourceDef,
  namespace: string | undefined,
  query: ListQuery,
): ListPage {
  validate(query);
  const matcher = matcherOf(def, query.labelSelector, query.fieldSelector);
  const { store } = engine;
  let version = store.version;
  let start = '';
  let past = false;
  if (query.continue) {
    if (query.resourceVersion && query.resourceVersion !== '0')
      throw badRequest(
        'specifying resource version is not allowed when using continue',
      );
    const token = decodeToken(query.continue);
    start = token.start;
    if (token.rv > 0) {
      version = token.rv;
      past = true;
    }
  } else if (query.resourceVersion && query.resourceVersion !== '0') {
    const asked = parseVersion(query.resourceVersion);
    if (asked > version) throw tooLarge(asked, version);
    if (
      query.resourceVersionMatch === 'Exact' ||
      (!query.resourceVersionMatch && query.limit)
    ) {
      version = asked;
      past = true;
    }
  }
  const snapshot =
    past && version !== store.version
      ? store.at(def.storage, version)
      : undefined;
  if (past && version !== store.version && !snapshot) {
    throw query.continue
      ? expired(
          TOO_OLD,
          encodeToken(-1, start.endsWith('\0') ? start.slice(0, -1) : start),
        )
      : expired(COMPACTED);
  }
  const keys = snapshot ? [...snapshot.keys()].sort() : store.keys(def.storage);
  const prefix = namespace ? `${namespace}/` : '';
  // What is asked for from any moment comes from memory, which knows no pages.
  const limit =
    query.limit && query.limit > 0 && query.resourceVersion !== '0'
      ? query.limit
      : Infinity;
  const from = lowerBound(keys, [prefix, `${prefix}${start}`].sort()[1]);
  const items: KubeObject[] = [];
  let lastKey = '';
  let i = from;
  for (; i < keys.length && items.length < limit; i++) {
    const key = keys[i];
    if (prefix && !key.startsWith(prefix)) break;
    lastKey = key;
    const object = snapshot ? snapshot.get(key)! : store.get(def.storage, key)!;
    if (!matcher || matcher(object)) items.push(object);
  }
  const page: ListPage = { items, resourceVersion: String(version) };
  let remaining = 0;
  while (i < keys.length && keys[i].startsWith(prefix)) {
    remaining++;
    i++;
  }
  if (items.length >= limit && remaining > 0) {
    page.continue = encodeToken(version, lastKey.slice(prefix.length));
    if (!matcher) page.remainingItemCount = remaining;
  }
  return page;
}

function lowerBound(keys: string[], wanted: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (keys[mid] < wanted) low = mid + 1;
    else high = mid;
  }
  return low;
}
