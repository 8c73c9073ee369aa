import { quotaUsage } from '../admission/quota';
import { Engine } from '../engine/Engine';
import { SystemClient } from '../engine/SystemClient';
import { Kubelet } from '../kubelet/Kubelet';
import { Scheduler } from '../scheduler/Scheduler';
import { Raw } from '../types';
import { equalJson } from '../util/json';
import { AutoscalerController } from './AutoscalerController';
import { ClusterRoleController } from './ClusterRoleController';
import { CronJobController } from './CronJobController';
import { DaemonSetController } from './DaemonSetController';
import { DefinitionController } from './DefinitionController';
import { DeploymentController } from './DeploymentController';
import { DisruptionController } from './DisruptionController';
import { EndpointsController } from './EndpointsController';
import { GarbageCollector } from './GarbageCollector';
import { JobController } from './JobController';
import { NamespaceController } from './NamespaceController';
import { NodeController } from './NodeController';
import { ReplicaSetController } from './ReplicaSetController';
import { StatefulSetController } from './StatefulSetController';
import { StorageController } from './StorageController';

/** The components that other parts talk to. */
export interface Controllers {
  scheduler: Scheduler;
  nodes: NodeController;
  namespaces: NamespaceController;
}

const EVENT_TTL_MS = 3_600_000;

/** Starts everything that a control plane runs beside its API server. */
export function startControllers(
  engine: Engine,
  kubelet: Kubelet,
): Controllers {
  const scheduler = new Scheduler(engine);
  const nodes = new NodeController(engine, kubelet);
  const namespaces = new NamespaceController(engine);
  void [
    new GarbageCollector(engine),
    new DeploymentController(engine),
    new ReplicaSetController(engine),
    new StatefulSetController(engine),
    new DaemonSetController(engine),
    new JobController(engine),
    new CronJobController(engine),
    new EndpointsController(engine),
    new DisruptionController(engine),
    new AutoscalerController(engine, kubelet),
    new StorageController(engine),
    new DefinitionController(engine),
    new ClusterRoleController(engine),
  ];
  expireEvents(engine);
  countQuotas(engine);
  return { scheduler, nodes, namespaces };
}

/** Events go after an hour, as they do on a real server. */
function expireEvents(engine: Engine): void {
  engine.clock.after(engine.clock.playsPast ? 600_000 : 60_000, () => {
    const limit = engine.clock.now() - EVENT_TTL_MS;
    for (const event of [...engine.store.values('events')] as Raw[]) {
      const last = Date.parse(
        event.lastTimestamp ??
          event.eventTime ??
          event.metadata.creationTimestamp,
      );
      if (last < limit)
        engine.store.remove(
          'events',
          `${event.metadata.namespace}/${event.metadata.name}`,
        );
    }
    expireEvents(engine);
  });
}

/** Brings quota figures up to date after something was deleted or a quota changed. */
function countQuotas(engine: Engine): void {
  const client = new SystemClient(
    engine,
    'resourcequota-controller',
    'kube-controller-manager',
  );
  const recount = (namespace: string) =>
    engine.clock.after(50, () => {
      for (const quota of engine.list('resourcequotas', namespace) as Raw[]) {
        const hard = quota.spec?.hard ?? {};
        const status = { hard, used: quotaUsage(engine, namespace, hard) };
        if (!equalJson(status, quota.status))
          client.updateStatus('resourcequotas', quota, status);
      }
    });
  engine.store.listen('resourcequotas', event => {
    if (
      event.type === 'ADDED' ||
      !equalJson((event.object as Raw).spec, (event.previous as Raw)?.spec)
    )
      recount(event.object.metadata.namespace!);
  });
  engine.store.listenAll((_, event) => {
    const namespace = event.object.metadata.namespace;
    if (
      event.type === 'DELETED' &&
      namespace &&
      engine.store.count('resourcequotas') > 0
    )
      recount(namespace);
  });
}
