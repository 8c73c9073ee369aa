import { Engine } from '../engine/Engine';
import { Raw } from '../types';
import { Controller, keyFor } from './Controller';

const CLASSES = 'storageclasses.storage.k8s.io';

/** Binds claims to volumes that it makes, and takes protection from what is no longer used. */
export class StorageController extends Controller {
  constructor(engine: Engine) {
    super(engine, 'persistentvolume-controller');
    this.watchOwn('persistentvolumeclaims');
    this.watchOwn('persistentvolumes');
    engine.store.listen('pods', event => {
      for (const v of (event.object as Raw).spec.volumes ?? []) {
        if (v.persistentVolumeClaim)
          this.enqueue(
            `${event.object.metadata.namespace}/${v.persistentVolumeClaim.claimName}`,
            50,
          );
      }
    });
  }

  protected reconcile(key: string): void {
    if (!key.includes('/')) {
      this.#letGo(key);
      return;
    }
    const claim = this.read('persistentvolumeclaims', key);
    if (!claim) return;
    const users = (
      this.engine.list('pods', claim.metadata.namespace) as Raw[]
    ).filter(p =>
      (p.spec.volumes ?? []).some(
        (v: Raw) => v.persistentVolumeClaim?.claimName === claim.metadata.name,
      ),
    );
    if (claim.metadata.deletionTimestamp) {
      if (users.length > 0) return;
      const finalizers = (claim.metadata.finalizers ?? []).filter(
        (f: string) => f !== 'kubernetes.io/pvc-protection',
      );
      this.client.update('persistentvolumeclaims', claim, {
        ...claim,
        metadata: { ...claim.metadata, finalizers },
      });
      this.#release(claim);
      return;
    }
    if (claim.status?.phase === 'Bound') return;
    const storageClass = this.client.get(
      CLASSES,
      undefined,
      claim.spec.storageClassName ?? '',
    );
    if (!storageClass) return;
    if (
      storageClass.volumeBindingMode === 'WaitForFirstConsumer' &&
      users.length === 0
    ) {
      this.client.event(
        claim,
        'Normal',
        'WaitForFirstConsumer',
        'waiting for first consumer to be created before binding',
      );
      return;
    }
    const name = `pvc-${claim.metadata.uid}`;
    const capacity = { storage: claim.spec.resources.requests.storage };
    const volume = this.client.create('persistentvolumes', {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: {
        capacity,
        accessModes: claim.spec.accessModes,
        persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
        storageClassName: storageClass.metadata.name,
        volumeMode: claim.spec.volumeMode,
        hostPath: { path: `/var/lib/practice/${name}`, type: '' },
        claimRef: {
          kind: 'PersistentVolumeClaim',
          namespace: claim.metadata.namespace,
          name: claim.metadata.name,
          uid: claim.metadata.uid,
          apiVersion: 'v1',
        },
      },
    });
    this.client.updateStatus('persistentvolumes', volume, { phase: 'Bound' });
    const annotations = {
      ...claim.metadata.annotations,
      'pv.kubernetes.io/bind-completed': 'yes',
      'pv.kubernetes.io/bound-by-controller': 'yes',
    };
    const bound = this.client.update('persistentvolumeclaims', claim, {
      ...claim,
      metadata: { ...claim.metadata, annotations },
      spec: { ...claim.spec, volumeName: name },
    });
    this.client.updateStatus('persistentvolumeclaims', bound, {
      phase: 'Bound',
      accessModes: claim.spec.accessModes,
      capacity,
    });
  }

  /** A volume that nothing is bound to is protected no longer. */
  #letGo(name: string): void {
    const volume = this.read('persistentvolumes', name);
    if (!volume?.metadata.deletionTimestamp || volume.status?.phase === 'Bound')
      return;
    const finalizers = (volume.metadata.finalizers ?? []).filter(
      (f: string) => f !== 'kubernetes.io/pv-protection',
    );
    this.client.update('persistentvolumes', volume, {
      ...volume,
      metadata: { ...volume.metadata, finalizers },
    });
  }

  #release(claim: Raw): void {
    const volume = this.client.get(
      'persistentvolumes',
      undefined,
      claim.spec.volumeName ?? '',
    );
    if (!volume) return;
    if (volume.spec.persistentVolumeReclaimPolicy === 'Delete')
      this.engine.store.remove('persistentvolumes', keyFor(volume));
    else
      this.client.updateStatus('persistentvolumes', volume, {
        phase: 'Released',
      });
  }
}
