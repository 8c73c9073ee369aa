// @ts-check
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What kwok reads at start: the stages that make pods "run", and where the logs
 * and the answers of exec come from.
 *
 * @param {{ stages: string, logFile: string }} options
 */
export async function kwokConfig({ stages, logFile }) {
  const documents = [];
  for (const entry of await readdir(stages, { recursive: true })) {
    if (!entry.endsWith('.yaml') || entry.endsWith('kustomization.yaml'))
      continue;
    if (entry.includes('testdata')) continue;
    documents.push(await readFile(join(stages, entry), 'utf8'));
  }
  documents.push(
    JSON.stringify({
      apiVersion: 'kwok.x-k8s.io/v1alpha1',
      kind: 'ClusterLogs',
      metadata: { name: 'every-pod' },
      spec: { logs: [{ logsFile: logFile, follow: true }] },
    }),
    JSON.stringify({
      apiVersion: 'kwok.x-k8s.io/v1alpha1',
      kind: 'ClusterExec',
      metadata: { name: 'every-pod' },
      spec: { execs: [{ local: { workDir: '/' } }] },
    }),
  );
  return documents.join('\n---\n');
}
