import { Raw } from '../types';
import { equalJson } from '../util/json';
import {
  FieldError,
  forbiddenValue,
  notSupported,
  required,
} from './FieldError';

const ACCESS_MODES = [
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOnce',
  'ReadWriteOncePod',
];

/** Checks a claim for storage. */
export function validateClaim(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  if ((object.spec.accessModes ?? []).length === 0)
    out.push(
      required('spec.accessModes', 'at least 1 access mode is required'),
    );
  for (const mode of object.spec.accessModes ?? [])
    if (!ACCESS_MODES.includes(mode))
      out.push(notSupported('spec.accessModes', mode, ACCESS_MODES));
  if (!object.spec.resources?.requests?.storage)
    out.push(required('spec.resources[storage]'));
  return out;
}

export function validateClaimUpdate(object: Raw, old: Raw): FieldError[] {
  const mask = (spec: Raw) => ({
    ...spec,
    resources: object.status?.phase === 'Bound' ? undefined : spec.resources,
    volumeName: old.spec.volumeName ? spec.volumeName : undefined,
    volumeAttributesClassName: undefined,
  });
  if (equalJson(mask(object.spec), mask(old.spec))) return [];
  return [
    forbiddenValue(
      'spec',
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
    ),
  ];
}

const VOLUME_SOURCES = new Set([
  'hostPath',
  'nfs',
  'csi',
  'local',
  'iscsi',
  'fc',
  'awsElasticBlockStore',
  'gcePersistentDisk',
  'azureDisk',
  'azureFile',
  'cephfs',
  'rbd',
  'cinder',
  'glusterfs',
  'flexVolume',
  'vsphereVolume',
  'quobyte',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
  'flocker',
]);

/** Checks a volume. */
export function validateVolume(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  if ((object.spec.accessModes ?? []).length === 0)
    out.push(required('spec.accessModes'));
  if (Object.keys(object.spec.capacity ?? {}).length === 0)
    out.push(required('spec.capacity'));
  if (!object.spec.capacity?.storage)
    out.push(
      notSupported('spec.capacity', object.spec.capacity ?? null, ['storage']),
    );
  const sources = Object.keys(object.spec).filter(k => VOLUME_SOURCES.has(k));
  if (sources.length === 0)
    out.push(required('spec', 'must specify a volume type'));
  return out;
}
