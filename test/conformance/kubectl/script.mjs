// @ts-check
/**
 * @typedef {object} Command
 * @property {string} command as it is typed after `kubectl -n <namespace>`
 * @property {'lines' | 'labels' | 'columns' | 'none'} [shape] lines if not given
 * @property {string} [input] given to it on standard input
 * @property {string} [waitFor] a command that must succeed before this one is run
 * @property {'stdout'} [only] the other stream is not looked at
 */

const ready = 'rollout status deployment/web --timeout=60s';
const web = (/** @type {string} */ image, more = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: main
        image: ${image}
${more}`;
const config = (/** @type {string} */ value) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  level: "${value}"\n`;
const alone = (/** @type {string} */ name) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: {app: ${name}}
spec:
  containers:
  - name: main
    image: nginx:1
`;

/**
 * An hour at the keyboard: each command sees what the ones before it did.
 *
 * @type {Command[]}
 */
export const script = [
  { command: 'version', shape: 'none' },
  { command: 'cluster-info', shape: 'none' },
  { command: 'api-versions', shape: 'none' },
  { command: 'api-resources --api-group=apps' },
  { command: 'api-resources --api-group=batch -o wide' },
  { command: 'explain deployment.spec.strategy' },
  { command: 'explain pod.spec.containers.livenessProbe --recursive' },
  { command: 'get all' },
  { command: 'get pods' },
  { command: 'get nodes node-1 -o name' },
  { command: 'create configmap settings --from-literal=level=1' },
  { command: 'create configmap settings --from-literal=level=1' },
  { command: 'get configmap settings' },
  { command: 'get configmap settings -o yaml' },
  { command: 'get configmap settings -o jsonpath={.data.level}' },
  { command: 'apply -f -', input: config('2') },
  { command: 'apply -f - --dry-run=server', input: config('3') },
  { command: 'apply -f - --server-side', input: config('3') },
  { command: 'apply -f - --server-side --force-conflicts', input: config('3') },
  { command: 'diff -f -', input: config('4'), only: 'stdout' },
  { command: 'create secret generic word --from-literal=a=b' },
  { command: 'get secrets' },
  { command: 'describe secret word' },
  { command: 'apply -f - ', input: web('nginx:1') },
  { command: 'rollout status deployment/web --timeout=60s', shape: 'none' },
  { command: 'get deployment web', waitFor: ready },
  { command: 'get deployment web -o wide' },
  { command: 'get replicasets' },
  { command: 'get pods -l app=web --sort-by=.metadata.name' },
  { command: 'get pods -l app=web -o wide', shape: 'columns' },
  { command: 'describe deployment web', shape: 'labels' },
  { command: 'describe pods -l app=web', shape: 'none' },
  { command: 'apply -f -  ', input: web('nginx:1') },
  {
    command: 'diff -f - ',
    input: web('nginx:2'),
    only: 'stdout',
    shape: 'none',
  },
  { command: 'set image deployment/web main=nginx:2' },
  { command: 'rollout status deployment/web --timeout=60s ', shape: 'none' },
  {
    command: 'annotate deployment web kubernetes.io/change-cause=second',
    waitFor: ready,
  },
  { command: 'rollout history deployment/web' },
  { command: 'rollout history deployment/web --revision=2' },
  { command: 'rollout undo deployment/web' },
  { command: 'rollout history deployment/web ', waitFor: ready },
  { command: 'rollout undo deployment/web --to-revision=9' },
  { command: 'rollout pause deployment/web' },
  { command: 'rollout pause deployment/web ' },
  { command: 'set env deployment/web LEVEL=1' },
  {
    command:
      'set resources deployment/web -c=main --limits=cpu=200m,memory=64Mi',
  },
  { command: 'rollout resume deployment/web' },
  { command: 'rollout restart deployment/web', waitFor: ready },
  { command: 'scale deployment/web --replicas=3', waitFor: ready },
  { command: 'scale deployment/web --current-replicas=9 --replicas=1' },
  { command: 'wait --for=condition=Available deployment/web --timeout=60s' },
  { command: 'wait --for=condition=Nothing deployment/web --timeout=1s' },
  { command: 'label deployment web tier=front' },
  { command: 'label deployment web tier=back' },
  { command: 'label deployment web tier=back --overwrite' },
  { command: 'label deployment web tier-' },
  { command: 'get deployment web --show-labels' },
  { command: 'get deployments -L app' },
  { command: 'annotate deployment web note=one' },
  { command: 'patch deployment web -p {"spec":{"minReadySeconds":1}}' },
  {
    command:
      'patch deployment web --type=merge -p {"spec":{"minReadySeconds":0}}',
  },
  {
    command:
      'patch deployment web --type=json -p [{"op":"test","path":"/spec/replicas","value":99}]',
  },
  {
    command:
      'patch deployment web --subresource=scale --type=merge -p {"spec":{"replicas":2}}',
  },
  {
    command: 'autoscale deployment web --min=1 --max=3 --cpu-percent=80',
    only: 'stdout',
  },
  { command: 'get hpa', shape: 'columns' },
  { command: 'delete hpa web' },
  { command: 'expose deployment web --port=80', waitFor: ready },
  { command: 'get service web' },
  { command: 'get endpoints web', shape: 'columns', only: 'stdout' },
  { command: 'describe service web', shape: 'labels', only: 'stdout' },
  { command: 'apply -f -   ', input: alone('lonely') },
  { command: 'wait --for=condition=Ready pod/lonely --timeout=60s' },
  { command: 'get pod lonely' },
  { command: 'logs lonely --tail=1', shape: 'none' },
  { command: 'logs lonely -c other' },
  { command: 'logs nobody' },
  { command: 'exec lonely -c other -- true' },
  { command: 'events --for pod/lonely', shape: 'none' },
  {
    command:
      'create poddisruptionbudget keep --selector=app=lonely --min-available=1',
  },
  {
    command: 'get pdb',
    waitFor:
      'wait --for=jsonpath={.status.expectedPods}=1 pdb/keep --timeout=20s',
  },
  { command: 'describe pdb keep' },
  { command: 'delete pdb keep' },
  { command: 'create job once --image=busybox:1 -- true' },
  { command: 'wait --for=condition=Complete job/once --timeout=60s' },
  { command: 'get jobs' },
  {
    command: 'describe job once',
    shape: 'labels',
    waitFor: 'get events --field-selector=reason=Completed',
  },
  { command: 'create cronjob tick --image=busybox:1 --schedule=0 3 1 1 *' },
  { command: 'get cronjobs' },
  { command: 'create job by-hand --from=cronjob/tick' },
  { command: 'create serviceaccount robot' },
  { command: 'create role reader --verb=get,list --resource=pods' },
  {
    command:
      'create rolebinding reads --role=reader --serviceaccount=NAMESPACE:robot',
  },
  { command: 'describe role reader' },
  { command: 'describe rolebinding reads' },
  {
    command: 'auth can-i list pods --as=system:serviceaccount:NAMESPACE:robot',
    waitFor: 'auth can-i list pods --as=system:serviceaccount:NAMESPACE:robot',
  },
  {
    command:
      'auth can-i delete pods --as=system:serviceaccount:NAMESPACE:robot',
  },
  {
    command: 'auth can-i --list --as=system:serviceaccount:NAMESPACE:robot',
    shape: 'columns',
  },
  { command: 'auth whoami', shape: 'columns' },
  { command: 'auth whoami --as=zoe --as-group=ops' },
  { command: 'get pods --as=zoe' },
  { command: 'delete pod nobody --as=zoe' },
  { command: 'create token robot', shape: 'none' },
  { command: 'create quota few --hard=pods=20,count/configmaps=9' },
  {
    command: 'describe quota few',
    waitFor:
      'wait --for=jsonpath={.status.hard.pods}=20 quota/few --timeout=20s',
  },
  { command: 'create namespace NAMESPACE' },
  { command: 'get nothing' },
  { command: 'get pod nobody' },
  { command: 'get pods nobody --ignore-not-found' },
  {
    command: 'apply -f -    ',
    input: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: Bad\n',
  },
  {
    command: 'apply -f -     ',
    input:
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: odd\ndada: {}\n',
  },
  {
    command: 'apply -f -      ',
    input: 'apiVersion: v9\nkind: Thing\nmetadata:\n  name: x\n',
  },
  { command: 'replace -f -', input: config('5') },
  { command: 'create -f - --dry-run=client -o yaml', input: config('6') },
  { command: 'get configmaps,secrets' },
  { command: 'get pods --field-selector=status.phase=Failed' },
  { command: 'get pods --field-selector=spec.nothing=x' },
  { command: 'get pods --chunk-size=1 -o name -l app=nobody' },
  {
    command: 'get --raw /apis/apps/v1/namespaces/NAMESPACE/deployments/nobody',
  },
  { command: 'delete configmap settings --dry-run=server' },
  { command: 'delete configmap settings' },
  { command: 'delete configmap settings ' },
  { command: 'delete configmap settings --ignore-not-found' },
  { command: 'delete pod lonely --grace-period=1', only: 'stdout' },
  { command: 'delete deployment web --cascade=foreground --timeout=60s' },
  {
    command: 'get all -l app=web',
    waitFor: 'wait --for=delete pods -l app=web --timeout=60s',
  },
];
