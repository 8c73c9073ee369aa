import { deleteObject } from '../api/remove';
import { Engine } from '../engine/Engine';
import { Raw } from '../types';
import { formatTime } from '../util/time';
import { Controller } from './Controller';
import { namespaceConditions, Remains } from './namespaceConditions';

/** Furnishes new namespaces and empties those that go. */
export class NamespaceController extends Controller {
  constructor(engine: Engine) {
    super(engine, 'namespace-controller');
    this.watchOwn('namespaces');
    for (const [storage] of [['serviceaccounts'], ['configmaps']]) {
      engine.store.listen(
        storage,
        event =>
          event.type === 'DELETED' &&
          this.enqueue(event.object.metadata.namespace!),
      );
    }
    engine.store.listen('pods', event => {
      const namespace = event.object.metadata.namespace!;
      if (
        event.type === 'DELETED' &&
        engine.find('namespaces', undefined, namespace)?.metadata
          .deletionTimestamp
      )
        this.enqueue(namespace);
    });
  }

  protected reconcile(name: string): void {
    const namespace = this.read('namespaces', name);
    if (!namespace) return;
    if (!namespace.metadata.deletionTimestamp) {
      this.furnish(name);
      return;
    }
    const remains: Remains[] = [];
    for (const gv of this.engine.registry.groupVersions()) {
      for (const def of gv.resources) {
        if (!def.namespaced || def.convert || !def.verbs.includes('delete'))
          continue;
        for (const object of this.engine.list(def.storage, name)) {
          if (!object.metadata.deletionTimestamp)
            deleteObject(
              this.engine,
              def,
              object,
              { propagationPolicy: 'Background' },
              { dryRun: false },
            );
        }
        const objects = this.engine.list(def.storage, name);
        if (objects.length > 0)
          remains.push({
            resource: `${def.resource}.${def.group}`,
            objects,
          });
      }
    }
    if (remains.length > 0) {
      this.client.updateStatus('namespaces', namespace, {
        ...namespace.status,
        conditions: namespaceConditions(
          remains,
          namespace.status.conditions ?? [],
          formatTime(this.now()),
        ),
      });
      this.enqueue(name, 300);
      return;
    }
    const { finalizers } = namespace.spec;
    const rest = (finalizers ?? []).filter((f: string) => f !== 'kubernetes');
    const next: Raw = {
      ...namespace,
      spec: { ...namespace.spec, finalizers: rest },
    };
    if (rest.length === 0 && (namespace.metadata.finalizers ?? []).length === 0)
      this.engine.store.remove('namespaces', name, next);
    else if (rest.length !== (finalizers ?? []).length)
      this.engine.store.put('namespaces', name, next);
  }

  /** What every namespace has. */
  furnish(name: string): void {
    const { engine } = this;
    if (!engine.find('serviceaccounts', name, 'default')) {
      this.client.create('serviceaccounts', {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace: name },
      });
    }
    if (!engine.find('configmaps', name, 'kube-root-ca.crt')) {
      this.client.create('configmaps', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: 'kube-root-ca.crt',
          namespace: name,
          annotations: {
            'kubernetes.io/description':
              'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
          },
        },
        data: { 'ca.crt': '' },
      });
    }
  }
}
