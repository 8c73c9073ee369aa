import { patchObject, PATCH_TYPES } from '../api/patch';
import { deleteObject } from '../api/remove';
import { systemOptions } from '../api/WriteOptions';
import { DefaultPracticeCluster } from '../DefaultPracticeCluster';
import { Raw } from '../types';
import { ScenarioRemedy } from './Scenario';

const MANAGER = 'practice-remedy';
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

function patch(
  cluster: DefaultPracticeCluster,
  target: {
    apiVersion: string;
    kind: string;
    namespace?: string;
    name: string;
    body: object;
  },
): void {
  const { engine } = cluster;
  const def = engine.registry.byKind(target.apiVersion, target.kind);
  if (!def) throw new Error(`No ${target.kind} is served.`);
  const type = def.custom ? PATCH_TYPES.merge : PATCH_TYPES.strategic;
  const { name, namespace, body } = target;
  patchObject(
    engine,
    def,
    { type, body, text: '', name, namespace, hasFieldManager: true },
    systemOptions(MANAGER),
  );
}

function rollback(
  cluster: DefaultPracticeCluster,
  namespace: string,
  name: string,
): void {
  const revision = (rs: Raw) =>
    Number(rs.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
  const sets = (cluster.engine.list('replicasets.apps', namespace) as Raw[])
    .filter(rs =>
      rs.metadata.ownerReferences?.some((r: Raw) => r.name === name),
    )
    .sort((a, b) => revision(b) - revision(a));
  const deployment: Raw = cluster.engine.find(
    'deployments.apps',
    namespace,
    name,
  );
  const { 'pod-template-hash': _, ...labels } =
    sets[1].spec.template.metadata.labels;
  const template = {
    ...sets[1].spec.template,
    metadata: { ...sets[1].spec.template.metadata, labels },
  };
  cluster.apply({
    ...deployment,
    metadata: {
      ...deployment.metadata,
      resourceVersion: undefined,
      managedFields: undefined,
    },
    spec: { ...deployment.spec, template },
  });
}

/** Does what a remedy of a scenario comes down to. */
export function performRemedy(
  cluster: DefaultPracticeCluster,
  { action }: ScenarioRemedy,
): void {
  if ('patch' in action) patch(cluster, action.patch);
  else if ('apply' in action) cluster.apply(action.apply);
  else if ('nodeUp' in action) cluster.setNodeDown(action.nodeUp, false);
  else if ('rollback' in action)
    rollback(cluster, action.rollback.namespace, action.rollback.deployment);
  else if ('restart' in action) {
    const annotations = {
      [RESTARTED_AT]: new Date(cluster.engine.clock.now()).toISOString(),
    };
    const body = { spec: { template: { metadata: { annotations } } } };
    patch(cluster, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: action.restart.namespace,
      name: action.restart.deployment,
      body,
    });
  } else {
    const { apiVersion, kind, namespace, name, labels = {} } = action.delete;
    const def = cluster.engine.registry.byKind(apiVersion, kind)!;
    for (const object of cluster.list(apiVersion, kind, namespace)) {
      const meant =
        (!name || object.metadata.name === name) &&
        Object.entries(labels).every(
          ([k, v]) => object.metadata.labels?.[k] === v,
        );
      if (meant)
        deleteObject(
          cluster.engine,
          def,
          object,
          { propagationPolicy: 'Background' },
          { dryRun: false },
        );
    }
  }
}
