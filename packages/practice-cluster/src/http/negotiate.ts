import { notAcceptable } from '../status/errors';
import { StatusError } from '../status/StatusError';

/** How an answer is to be written. */
export interface Representation {
  /** Undefined means the object itself. */
  as?: 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList';
  version?: string;
  format: 'json' | 'yaml';
}

const ACCEPTED = [
  'application/json',
  'application/yaml',
  'application/vnd.kubernetes.protobuf',
];

const STREAMS = [
  'application/json;stream=watch',
  'application/vnd.kubernetes.protobuf;stream=watch',
];

interface Clause {
  type: string;
  parameters: Record<string, string>;
  quality: number;
}

function parseClauses(header: string): Clause[] {
  return header
    .split(',')
    .map(part => {
      const [type, ...rest] = part.trim().split(';');
      const parameters = Object.fromEntries(
        rest.map(p => {
          const [key, value] = p.trim().split('=');
          return [key, value ?? ''];
        }),
      );
      return {
        type: type.trim().toLowerCase(),
        parameters,
        quality: parameters.q === undefined ? 1 : Number(parameters.q),
      };
    })
    .sort((a, b) => b.quality - a.quality);
}

function unsupportedForm(accepted: string[]): StatusError {
  return new StatusError(
    406,
    'NotAcceptable',
    `only the following media types are accepted: ${accepted.join(', ')}`,
  );
}

/** Chooses the representation that a client accepts first. */
export function negotiate(
  header: string | undefined,
  streams = false,
): Representation {
  if (!header) return { format: 'json' };
  for (const { type, parameters } of parseClauses(header)) {
    const format = type === 'application/yaml' ? 'yaml' : 'json';
    if (!['application/json', 'application/yaml', '*/*'].includes(type))
      continue;
    if (!parameters.as) return { format };
    const known =
      parameters.g === 'meta.k8s.io' &&
      ['v1', 'v1beta1'].includes(parameters.v);
    if (
      known &&
      ['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList'].includes(
        parameters.as,
      )
    ) {
      return {
        as: parameters.as as Representation['as'],
        version: parameters.v,
        format,
      };
    }
  }
  if (parseClauses(header).some(c => c.parameters.as))
    throw unsupportedForm(ACCEPTED);
  throw notAcceptable([...ACCEPTED, ...(streams ? STREAMS : [])]);
}

/** Whether a client asks for aggregated discovery, and in which version. */
export function wantsAggregatedDiscovery(
  header: string | undefined,
): 'v2' | 'v2beta1' | undefined {
  for (const { type, parameters } of parseClauses(header ?? '')) {
    if (type !== 'application/json') continue;
    if (
      parameters.g === 'apidiscovery.k8s.io' &&
      parameters.as === 'APIGroupDiscoveryList' &&
      (parameters.v === 'v2' || parameters.v === 'v2beta1')
    ) {
      return parameters.v;
    }
    if (!parameters.as) return undefined;
  }
  return undefined;
}
