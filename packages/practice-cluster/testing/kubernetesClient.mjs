// @ts-check
// Runs outside of Jest, which cannot import this client: it exists as an ES module only.
import { PassThrough } from 'node:stream';
import {
  ApiException,
  CoreV1Api,
  Exec,
  KubeConfig,
  Log,
  Watch,
} from '@kubernetes/client-node';

const config = new KubeConfig();
config.loadFromFile(process.argv[2]);
const api = config.makeApiClient(CoreV1Api);
const namespace = 'default';
const configMap = { metadata: { name: 'from-client' }, data: { a: '1' } };

const watched = [];
const watching = new Watch(config).watch(
  `/api/v1/namespaces/${namespace}/configmaps`,
  { labelSelector: 'watched' },
  (type, object) => watched.push([type, object.metadata.name]),
  () => {},
);
const controller = await watching;

const made = await api.createNamespacedConfigMap({
  namespace,
  body: configMap,
});
const names = (await api.listNamespacedConfigMap({ namespace })).items.map(
  i => i.metadata?.name,
);
const refused = await api
  .createNamespacedConfigMap({ namespace, body: configMap })
  .catch(error => (error instanceof ApiException ? error.code : String(error)));
await api.createNamespacedConfigMap({
  namespace,
  body: { metadata: { name: 'seen', labels: { watched: 'yes' } } },
});

await api.createNamespacedPod({
  namespace,
  body: {
    metadata: { name: 'talker' },
    spec: {
      containers: [
        {
          name: 'c',
          image: 'busybox',
          command: ['sh', '-c', 'echo hello; sleep 3600'],
        },
      ],
    },
  },
});
for (;;) {
  const pod = await api.readNamespacedPod({ namespace, name: 'talker' });
  if (pod.status?.phase === 'Running') break;
  await new Promise(resolve => setTimeout(resolve, 50));
}
const text = new PassThrough();
let log = '';
text.on('data', chunk => (log += chunk));
await new Log(config).log(namespace, 'talker', 'c', text, { tailLines: 1 });

const out = new PassThrough();
let stdout = '';
out.on('data', chunk => (stdout += chunk));
const status = await new Promise(resolve => {
  new Exec(config).exec(
    namespace,
    'talker',
    'c',
    ['hostname'],
    out,
    null,
    null,
    false,
    resolve,
  );
});
while (watched.length === 0 || log === '' || stdout === '')
  await new Promise(resolve => setTimeout(resolve, 20));
controller.abort();

process.stdout.write(
  JSON.stringify({
    createdAt: made.metadata?.creationTimestamp instanceof Date,
    names,
    refused,
    watched,
    log,
    exec: [status.status, stdout],
  }),
);
process.exit(0);
