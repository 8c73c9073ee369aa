import {
  OperationError,
  type Connector,
  type Operation,
} from '@understudy/plugin-understudy-node';
import {
  fingerprintOf,
  type StepPreview,
  type Target,
} from '@understudy/plugin-understudy-common';
import { z } from 'zod';

/** One valve in a cluster, which anybody may have changed meanwhile. */
export interface Valve {
  uid: string;
  /** What matters of it. */
  replicas: number;
  /** What flaps without mattering. */
  restarts: number;
}

/** A system with valves in some clusters. */
export class Valves {
  readonly state = new Map<string, Valve>();
  /** Who may not act, by cluster. */
  readonly forbidden = new Set<string>();
  down = false;

  constructor(private readonly clock: { now: number }) {
    for (const cluster of ['development', 'staging', 'production']) {
      this.state.set(cluster, {
        uid: `${cluster}-1`,
        replicas: 3,
        restarts: 0,
      });
    }
  }

  connector(): Connector {
    const { state, forbidden } = this;
    const target = (cluster: string) => this.target(cluster);
    const preview: Valves['preview'] = (...given) => this.preview(...given);
    const scale: Operation<{ cluster: string; replicas: number }> = {
      id: 'valves:scale',
      title: 'Scale valves',
      description:
        'Sets how many valves are open. Use it when too little flows.',
      verb: 'scale',
      input: z.strictObject({ cluster: z.string(), replicas: z.int().min(0) }),
      output: z.strictObject({}) as never,
      idempotent: true,
      reversible: true,
      async resolve({ cluster }) {
        return [target(cluster)];
      },
      async preview({ replicas }, targets) {
        return preview(targets[0], 'replicas', replicas);
      },
      async checkAccess(targets) {
        return targets.map(each => ({
          target: each,
          verb: 'patch',
          resource: 'valves',
          allowed: !forbidden.has(each.cluster),
          identity: 'the plumber',
          sentence: forbidden.has(each.cluster)
            ? `The plumber may not patch valves in ${each.cluster}.`
            : `The plumber may patch valves in ${each.cluster}.`,
        }));
      },
    };
    const remove: Operation<{ cluster: string }> = {
      ...(scale as unknown as Operation<{ cluster: string }>),
      id: 'valves:delete',
      title: 'Remove a valve',
      verb: 'delete',
      reversible: false,
      input: z.strictObject({ cluster: z.string() }),
      async preview(_input, targets) {
        return preview(targets[0], 'there', false);
      },
    };
    const read: Operation<{ cluster: string }> = {
      ...(remove as Operation<{ cluster: string }>),
      id: 'valves:look',
      title: 'Look at a valve',
      verb: 'read',
      sensitivity: () => 'plain',
      preview: undefined,
    };
    return {
      id: 'valves',
      title: 'Valves',
      async clusters() {
        return [...state.keys()].map(name => ({
          name,
          reads: true,
          writes: true,
        }));
      },
      async health() {
        return [];
      },
      operations: [scale, remove, read] as Operation[],
    };
  }

  target(cluster: string): Target {
    const valve = this.state.get(cluster);
    if (this.down || !valve) {
      throw new OperationError(
        this.down ? 'unavailable' : 'not-found',
        this.down ? 'The valves do not answer.' : 'There is no such valve.',
      );
    }
    const { uid, replicas, restarts } = valve;
    return {
      system: 'valves',
      cluster,
      clusterUid: `uid-of-${cluster}`,
      kind: 'v1/Valve',
      namespace: 'plumbing',
      name: 'north',
      uid,
      resourceVersion: `${replicas}.${restarts}`,
      fingerprint: fingerprintOf({
        apiVersion: 'v1',
        kind: 'Valve',
        metadata: { name: 'north', uid, resourceVersion: String(restarts) },
        spec: { replicas },
        status: { restarts },
      }),
      observed: { replicas, readyReplicas: replicas, pods: replicas },
    };
  }

  preview(target: Target, path: string, after: number | boolean): StepPreview {
    const { system, cluster, clusterUid, kind, namespace, name, uid } = target;
    return {
      at: new Date(this.clock.now).toISOString(),
      simulated: false,
      summary: `${path} → ${after}`,
      changes: [
        {
          target: { system, cluster, clusterUid, kind, namespace, name, uid },
          path: `/spec/${path}`,
          before: this.state.get(cluster)!.replicas,
          after,
        },
      ],
      command: `valve set --${path} ${after}`,
      undoCommand: `valve set --${path} ${this.state.get(cluster)!.replicas}`,
      outcome: 'More flows.',
      warnings: [],
      digest: '',
    };
  }
}
