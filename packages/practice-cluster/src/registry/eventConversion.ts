import { KubeObject, Raw } from '../types';

const PAIRS: [string, string][] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
  ['reportingComponent', 'reportingController'],
];
const SAME = [
  'metadata',
  'reason',
  'type',
  'eventTime',
  'series',
  'action',
  'related',
  'reportingInstance',
];

function rename(
  object: Raw,
  pairs: [string, string][],
  apiVersion: string,
): KubeObject {
  const out: Raw = { apiVersion, kind: 'Event' };
  for (const field of SAME)
    if (object[field] !== undefined) out[field] = object[field];
  for (const [from, to] of pairs)
    if (object[from] !== undefined) out[to] = object[from];
  return out;
}

/** Between the two faces of events: core/v1 is stored, events.k8s.io/v1 is converted. */
export const eventConversion = {
  toServed: (object: KubeObject) => {
    const served: Raw = rename(object, PAIRS, 'events.k8s.io/v1');
    // What the older API writes out empty, the newer one leaves out.
    for (const field of ['reportingController', 'reportingInstance'])
      if (served[field] === '') delete served[field];
    return served as KubeObject;
  },
  fromServed: (object: Raw) =>
    rename(
      object,
      PAIRS.map(([a, b]) => [b, a]),
      'v1',
    ),
};
