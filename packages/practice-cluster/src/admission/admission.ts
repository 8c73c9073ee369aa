import { Engine } from '../engine/Engine';
import { ResourceDef } from '../registry/ResourceDef';
import { forbidden, notFound } from '../status/errors';
import { StatusError } from '../status/StatusError';
import { KubeObject, Raw } from '../types';
import { WriteOptions } from '../api/WriteOptions';
import { admitPod, defaultTolerations } from './podAdmission';
import { checkLimits, defaultLimits } from './limitRanger';
import { checkQuota } from './quota';

function admitNamespace(engine: Engine, def: ResourceDef, object: Raw): void {
  const name = object.metadata.namespace;
  const namespace = engine.find('namespaces', undefined, name);
  if (!namespace) throw notFound({ group: '', resource: 'namespaces' }, name);
  if (namespace.metadata.deletionTimestamp) {
    const error = forbidden(
      def,
      object.metadata.name ?? '',
      `unable to create new content in namespace ${name} because it is being terminated`,
    );
    throw new StatusError(error.code, error.reason, error.message, {
      ...error.details,
      causes: [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${name} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    });
  }
}

/** What admission plugins change in a new object, and what they refuse at once. */
export function admitCreate(
  engine: Engine,
  def: ResourceDef,
  object: Raw,
  _options: WriteOptions,
): void {
  if (def.namespaced) admitNamespace(engine, def, object);
  if (def.kind === 'Pod') {
    defaultLimits(engine, object);
    admitPod(engine, def, object);
  }
  if (
    def.kind === 'Node' &&
    !(object.spec?.taints ?? []).some(
      (t: Raw) => t.key === 'node.kubernetes.io/not-ready',
    )
  ) {
    object.spec = {
      ...object.spec,
      taints: [
        ...(object.spec?.taints ?? []),
        { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' },
      ],
    };
  }
  if (
    def.kind === 'PersistentVolumeClaim' &&
    object.spec?.storageClassName === undefined
  ) {
    const fallback = engine
      .list('storageclasses.storage.k8s.io')
      .find(
        c =>
          c.metadata.annotations?.[
            'storageclass.kubernetes.io/is-default-class'
          ] === 'true',
      );
    if (fallback)
      object.spec = {
        ...object.spec,
        storageClassName: fallback.metadata.name,
      };
  }
}

/** What admission plugins change in a changed object. */
export function admitUpdate(
  _engine: Engine,
  def: ResourceDef,
  object: Raw,
  _old: KubeObject,
): void {
  if (def.kind === 'Pod') defaultTolerations(object);
}

/** What admission plugins refuse after everything else was found in order. */
export function validateAdmission(
  engine: Engine,
  def: ResourceDef,
  object: Raw,
  old: KubeObject | undefined,
  options: WriteOptions,
): void {
  if (def.kind === 'Pod' && !old) checkLimits(engine, def, object);
  if (!old && def.namespaced) checkQuota(engine, def, object, options.dryRun);
}
