import { Engine } from '../engine/Engine';
import { ResourceDef } from '../registry/ResourceDef';
import { forbidden } from '../status/errors';
import { Raw } from '../types';

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

function mountToken(engine: Engine, pod: Raw, account: Raw): void {
  const wanted =
    pod.spec.automountServiceAccountToken ??
    account.automountServiceAccountToken ??
    true;
  if (!wanted) return;
  const containers: Raw[] = [
    ...(pod.spec.initContainers ?? []),
    ...(pod.spec.containers ?? []),
  ];
  const without = containers.filter(
    c => !(c.volumeMounts ?? []).some((m: Raw) => m.mountPath === TOKEN_PATH),
  );
  if (without.length === 0) return;
  const name = `kube-api-access-${engine.random.suffix(5)}`;
  for (const c of without)
    c.volumeMounts = [
      ...(c.volumeMounts ?? []),
      { name, readOnly: true, mountPath: TOKEN_PATH },
    ];
  pod.spec.volumes = [
    ...(pod.spec.volumes ?? []),
    {
      name,
      projected: {
        sources: [
          { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
          {
            configMap: {
              name: 'kube-root-ca.crt',
              items: [{ key: 'ca.crt', path: 'ca.crt' }],
            },
          },
          {
            downwardAPI: {
              items: [
                {
                  path: 'namespace',
                  fieldRef: {
                    apiVersion: 'v1',
                    fieldPath: 'metadata.namespace',
                  },
                },
              ],
            },
          },
        ],
        defaultMode: 420,
      },
    },
  ];
}

function admitServiceAccount(engine: Engine, def: ResourceDef, pod: Raw): void {
  const name = (pod.spec.serviceAccountName ||= 'default');
  pod.spec.serviceAccount = name;
  const { namespace } = pod.metadata;
  const account = engine.find('serviceaccounts', namespace, name);
  if (!account)
    throw forbidden(
      def,
      pod.metadata.name ?? '',
      `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`,
    );
  mountToken(engine, pod, account);
}

function admitPriority(engine: Engine, def: ResourceDef, pod: Raw): void {
  const classes = engine.list('priorityclasses.scheduling.k8s.io') as Raw[];
  const name = pod.spec.priorityClassName;
  const found = name
    ? classes.find(c => c.metadata.name === name)
    : classes.find(c => c.globalDefault);
  if (name && !found)
    throw forbidden(
      def,
      pod.metadata.name ?? '',
      `no PriorityClass with name ${name} was found`,
    );
  if (found) pod.spec.priorityClassName = found.metadata.name;
  const value = found?.value ?? 0;
  if (pod.spec.priority !== undefined && pod.spec.priority !== value) {
    throw forbidden(
      def,
      pod.metadata.name ?? '',
      `the integer value of priority (${pod.spec.priority}) must not be provided in pod spec; priority admission controller computed ${value} from the given PriorityClass name`,
    );
  }
  pod.spec.priority = value;
  pod.spec.preemptionPolicy ??=
    found?.preemptionPolicy ?? 'PreemptLowerPriority';
}

function tolerate(pod: Raw, key: string): void {
  const tolerations: Raw[] = pod.spec.tolerations ?? [];
  const covered = tolerations.some(
    t => (t.key === key || !t.key) && (t.effect === 'NoExecute' || !t.effect),
  );
  if (!covered)
    pod.spec.tolerations = [
      ...tolerations,
      { key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
    ];
}

/** What the server adds to every new pod. */
export function admitPod(engine: Engine, def: ResourceDef, pod: Raw): void {
  pod.spec ??= {};
  admitServiceAccount(engine, def, pod);
  admitPriority(engine, def, pod);
  defaultTolerations(pod);
}

/** What every pod bears for five minutes, also when its tolerations were replaced. */
export function defaultTolerations(pod: Raw): void {
  tolerate(pod, 'node.kubernetes.io/not-ready');
  tolerate(pod, 'node.kubernetes.io/unreachable');
}
