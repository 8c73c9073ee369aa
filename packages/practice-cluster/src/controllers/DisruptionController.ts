import { Engine } from '../engine/Engine';
import { Raw } from '../types';
import { formatTime } from '../util/time';
import { selectorMatches } from '../validation/selector';
import { Controller, keyFor } from './Controller';
import { isActive, isReady, scaled } from './pods';

const PDB = 'poddisruptionbudgets.policy';

/** Counts how many pods of a budget may be disturbed. */
export class DisruptionController extends Controller {
  constructor(engine: Engine) {
    super(engine, 'controllermanager');
    this.watchOwn(PDB);
    engine.store.listen('pods', event => {
      for (const pdb of engine.list(
        PDB,
        event.object.metadata.namespace,
      ) as Raw[]) {
        if (
          covers(pdb, event.object) ||
          (event.previous && covers(pdb, event.previous))
        )
          this.enqueue(keyFor(pdb));
      }
    });
  }

  protected reconcile(key: string): void {
    const pdb = this.read(PDB, key);
    if (!pdb) return;
    const pods = (
      this.engine.list('pods', pdb.metadata.namespace) as Raw[]
    ).filter(p => covers(pdb, p) && isActive(p));
    const expected = this.#expected(pods);
    const healthy = pods.filter(isReady).length;
    let desired: number;
    if (pdb.spec.maxUnavailable !== undefined)
      desired = Math.max(
        0,
        expected - scaled(pdb.spec.maxUnavailable, expected, true),
      );
    else desired = scaled(pdb.spec.minAvailable ?? 1, expected, true);
    const allowed = expected === 0 ? 0 : Math.max(0, healthy - desired);
    const reason = allowed > 0 ? 'SufficientPods' : 'InsufficientPods';
    const old = (pdb.status?.conditions ?? [])[0];
    const status = allowed > 0 ? 'True' : 'False';
    this.client.updateStatus(PDB, pdb, {
      observedGeneration: pdb.metadata.generation,
      disruptionsAllowed: allowed,
      currentHealthy: healthy,
      desiredHealthy: desired,
      expectedPods: expected,
      conditions: [
        {
          type: 'DisruptionAllowed',
          status,
          observedGeneration: pdb.metadata.generation,
          lastTransitionTime:
            old?.status === status
              ? old.lastTransitionTime
              : formatTime(this.now()),
          reason,
          message: '',
        },
      ],
    });
  }

  #expected(pods: Raw[]): number {
    const owners = new Map<string, number>();
    let single = 0;
    for (const pod of pods) {
      const owner = (pod.metadata.ownerReferences ?? []).find(
        (r: Raw) => r.controller,
      );
      const plural: Record<string, string> = {
        ReplicaSet: 'replicasets.apps',
        StatefulSet: 'statefulsets.apps',
      };
      const controller =
        owner && plural[owner.kind]
          ? this.client.get(
              plural[owner.kind],
              pod.metadata.namespace,
              owner.name,
            )
          : undefined;
      if (!controller) {
        single++;
        continue;
      }
      const up = (controller.metadata.ownerReferences ?? []).find(
        (r: Raw) => r.controller && r.kind === 'Deployment',
      );
      const deployment =
        up &&
        this.client.get('deployments.apps', pod.metadata.namespace, up.name);
      const target = deployment ?? controller;
      owners.set(target.metadata.uid, target.spec.replicas ?? 1);
    }
    return single + [...owners.values()].reduce((a, b) => a + b, 0);
  }
}

/** Whether a budget protects a pod. */
export function covers(pdb: Raw, pod: Raw): boolean {
  return (
    pdb.metadata.namespace === pod.metadata.namespace &&
    selectorMatches(pdb.spec.selector, pod.metadata.labels)
  );
}
