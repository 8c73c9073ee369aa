import { kindDefaults } from '../defaults/kinds';
import { coreRows } from '../table/coreRows';
import { columnsOf, defaultColumns } from '../table/TableColumn';
import { workloadRows } from '../table/workloadRows';
import { Raw } from '../types';
import { equalJson } from '../util/json';
import { formatTime } from '../util/time';
import { validatePodSpec, validatePodUpdate } from '../validation/podSpec';
import {
  validateAutoscaler,
  validateBudget,
  validatePriorityClassUpdate,
  validateQuota,
} from '../validation/scaling';
import {
  validateBinding,
  validateBindingUpdate,
  validateRole,
} from '../validation/rbac';
import {
  validateClaim,
  validateClaimUpdate,
  validateVolume,
} from '../validation/storage';
import {
  validateConfigMap,
  validateDataUpdate,
  validateSecret,
} from '../validation/data';
import { validateDefinition, validateEvent } from '../validation/definitions';
import {
  validateIngress,
  validateService,
  validateServiceUpdate,
} from '../validation/services';
import { validateNetworkPolicy } from '../validation/networkPolicies';
import {
  validateLease,
  validateLimitRange,
  validateNode,
  validatePriorityClass,
  validateStorageClass,
} from '../validation/small';
import { immutable, validateReplicated } from '../validation/workloads';
import { validateCronJob, validateJob } from '../validation/jobs';
import {
  validateDaemonSet,
  validateStatefulSet,
  validateStatefulSetUpdate,
} from '../validation/statefulSets';
import { eventFields, podFields } from './selectableFields';
import { allocateAddresses, dropUnused } from './serviceAddresses';
import { prepareJob, preparePod, podGracePeriod } from './preparePods';
import { Strategy } from './Strategy';

type Special = Partial<Strategy>;

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';
const WITH_STATUS = { hasStatus: true, generation: true };

const special: Record<string, Special> = {
  Pod: {
    ...WITH_STATUS,
    prepareCreate: preparePod,
    prepareUpdate: (o, old) => {
      o.status = old.status;
    },
    validate: o => validatePodSpec(o.spec, 'spec'),
    validateUpdate: validatePodUpdate,
    selectableFields: podFields,
    gracePeriod: podGracePeriod,
  },
  Deployment: {
    ...WITH_STATUS,
    validate: validateReplicated,
    validateUpdate: (o, old) => immutable(o, old, 'spec.selector'),
  },
  ReplicaSet: {
    ...WITH_STATUS,
    validate: validateReplicated,
    validateUpdate: (o, old) => immutable(o, old, 'spec.selector'),
  },
  ReplicationController: {
    ...WITH_STATUS,
    defaultPropagation: 'Orphan',
    selectableFields: o => ({
      'status.replicas': String(o.status?.replicas ?? 0),
    }),
  },
  StatefulSet: {
    ...WITH_STATUS,
    validate: validateStatefulSet,
    validateUpdate: validateStatefulSetUpdate,
  },
  DaemonSet: {
    ...WITH_STATUS,
    prepareCreate: o => {
      o.metadata.annotations[TEMPLATE_GENERATION] = '1';
    },
    prepareUpdate: (o, old) => {
      const before = Number(
        old.metadata.annotations?.[TEMPLATE_GENERATION] ?? 1,
      );
      o.metadata.annotations = {
        ...o.metadata.annotations,
        [TEMPLATE_GENERATION]: String(
          before + (equalJson(o.spec.template, old.spec.template) ? 0 : 1),
        ),
      };
    },
    validate: validateDaemonSet,
    validateUpdate: (o, old) => immutable(o, old, 'spec.selector'),
  },
  Job: {
    ...WITH_STATUS,
    prepareCreate: prepareJob,
    validate: validateJob,
    validateUpdate: (o, old) => [
      ...immutable(o, old, 'spec.selector'),
      ...(o.spec.suspend && old.spec.suspend
        ? []
        : immutable(o, old, 'spec.template')),
      ...(o.spec.completionMode === 'Indexed'
        ? []
        : immutable(o, old, 'spec.completions')),
      ...immutable(o, old, 'spec.completionMode'),
    ],
    selectableFields: o => ({
      'status.successful': String(o.status?.succeeded ?? 0),
    }),
  },
  CronJob: { ...WITH_STATUS, validate: validateCronJob },
  Service: {
    hasStatus: true,
    generation: false,
    createOnUpdate: true,
    nameRule: 'label',
    prepareCreate: allocateAddresses,
    prepareUpdate: (o, old, context) => {
      if (
        o.spec.type !== 'ExternalName' &&
        old.spec.clusterIP &&
        !o.spec.clusterIP
      ) {
        o.spec.clusterIP = old.spec.clusterIP;
        o.spec.clusterIPs = old.spec.clusterIPs;
      }
      dropUnused(o);
      allocateAddresses(o, context);
    },
    validate: validateService,
    validateUpdate: validateServiceUpdate,
    selectableFields: o => ({
      'spec.clusterIP': o.spec?.clusterIP ?? '',
      'spec.type': o.spec?.type ?? '',
    }),
  },
  ConfigMap: {
    validate: validateConfigMap,
    validateUpdate: validateDataUpdate,
  },
  Secret: {
    validate: validateSecret,
    validateUpdate: validateDataUpdate,
    selectableFields: o => ({ type: o.type ?? '' }),
  },
  Namespace: {
    hasStatus: true,
    nameRule: 'label',
    prepareCreate: o => {
      const given: string[] = o.spec.finalizers ?? [];
      o.spec.finalizers = given.includes('kubernetes')
        ? given
        : [...given, 'kubernetes'];
      o.status = { phase: 'Active' };
    },
    prepareUpdate: (o, old) => {
      o.spec.finalizers = old.spec.finalizers;
    },
    selectableFields: o => ({ 'status.phase': o.status?.phase ?? '' }),
  },
  Node: {
    hasStatus: true,
    validate: validateNode,
    selectableFields: o => ({
      'spec.unschedulable': String(o.spec?.unschedulable ?? false),
    }),
  },
  Event: {
    createOnUpdate: true,
    validate: validateEvent,
    selectableFields: eventFields,
    nameRule: 'none',
  },
  Endpoints: { createOnUpdate: true },
  EndpointSlice: {
    generation: true,
    generationFields: ['endpoints', 'ports', 'metadata.labels'],
  },
  Lease: {
    createOnUpdate: true,
    needsVersionOnUpdate: true,
    validate: validateLease,
  },
  LimitRange: { createOnUpdate: true, validate: validateLimitRange },
  PodTemplate: { generation: true, generationFields: ['template'] },
  HorizontalPodAutoscaler: { hasStatus: true, validate: validateAutoscaler },
  PodDisruptionBudget: {
    ...WITH_STATUS,
    needsVersionOnUpdate: true,
    validate: validateBudget,
  },
  ResourceQuota: { hasStatus: true, validate: validateQuota },
  Role: { createOnUpdate: true, nameRule: 'path', validate: validateRole },
  ClusterRole: {
    createOnUpdate: true,
    nameRule: 'path',
    validate: validateRole,
  },
  RoleBinding: {
    createOnUpdate: true,
    nameRule: 'path',
    validate: validateBinding,
    validateUpdate: validateBindingUpdate,
  },
  ClusterRoleBinding: {
    createOnUpdate: true,
    nameRule: 'path',
    validate: validateBinding,
    validateUpdate: validateBindingUpdate,
  },
  PersistentVolumeClaim: {
    hasStatus: true,
    validate: validateClaim,
    validateUpdate: validateClaimUpdate,
    prepareCreate: o => {
      o.metadata.finalizers = [
        ...new Set([
          ...(o.metadata.finalizers ?? []),
          'kubernetes.io/pvc-protection',
        ]),
      ];
      o.status = { phase: 'Pending' };
    },
  },
  PersistentVolume: {
    hasStatus: true,
    validate: validateVolume,
    prepareCreate: (o, { now }) => {
      o.metadata.finalizers = [
        ...new Set([
          ...(o.metadata.finalizers ?? []),
          'kubernetes.io/pv-protection',
        ]),
      ];
      o.status = { phase: 'Pending', lastPhaseTransitionTime: formatTime(now) };
    },
  },
  StorageClass: {
    validate: validateStorageClass,
    validateUpdate: (o, old) =>
      ['provisioner', 'reclaimPolicy', 'volumeBindingMode'].flatMap(f =>
        immutable(o, old, f),
      ),
  },
  Ingress: { ...WITH_STATUS, validate: validateIngress },
  IngressClass: { generation: true },
  NetworkPolicy: {
    generation: true,
    validate: validateNetworkPolicy,
  },
  PriorityClass: {
    generation: true,
    generationFields: ['value', 'preemptionPolicy'],
    validate: validatePriorityClass,
    validateUpdate: validatePriorityClassUpdate,
  },
  CustomResourceDefinition: {
    ...WITH_STATUS,
    validate: validateDefinition,
    prepareCreate: o => {
      o.status = {
        conditions: null,
        acceptedNames: { plural: '', kind: '' },
        storedVersions: (o.spec.versions ?? [])
          .filter((v: Raw) => v.storage)
          .map((v: Raw) => v.name),
      };
    },
  },
};

/** The rules of one kind; kinds without special rules get the common ones. */
export function strategyOf(kind: string, hasStatus: boolean): Strategy {
  const rows = (workloadRows[kind] ?? coreRows[kind]) as
    | Strategy['rows']
    | undefined;
  return {
    nameRule: 'subdomain',
    hasStatus,
    generation: false,
    defaults: kindDefaults[kind],
    columns: rows ? columnsOf(kind) : defaultColumns(),
    rows: rows ?? (o => [o.metadata.name, o.metadata.creationTimestamp]),
    ...special[kind],
  };
}
