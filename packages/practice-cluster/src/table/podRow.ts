import { Raw } from '../types';
import { age, since } from './format';

interface Summary {
  reason: string;
  ready: number;
  total: number;
  restarts: number;
  lastRestart: string;
}

function terminatedReason(state: Raw): string {
  if (state.reason) return state.reason;
  return state.signal ? `Signal:${state.signal}` : `ExitCode:${state.exitCode}`;
}

function summarizeInit(pod: Raw, summary: Summary): boolean {
  const specs = new Map<string, Raw>(
    (pod.spec.initContainers ?? []).map((c: Raw) => [c.name, c]),
  );
  const statuses: Raw[] = pod.status?.initContainerStatuses ?? [];
  for (const [i, status] of statuses.entries()) {
    summary.restarts += status.restartCount ?? 0;
    const finished = status.lastState?.terminated?.finishedAt ?? '';
    if (finished > summary.lastRestart) summary.lastRestart = finished;
    const { terminated, waiting } = status.state ?? {};
    if (terminated?.exitCode === 0) continue;
    if (specs.get(status.name)?.restartPolicy === 'Always' && status.started) {
      if (status.ready) summary.ready++;
      continue;
    }
    if (terminated) summary.reason = `Init:${terminatedReason(terminated)}`;
    else if (waiting?.reason && waiting.reason !== 'PodInitializing')
      summary.reason = `Init:${waiting.reason}`;
    else summary.reason = `Init:${i}/${specs.size}`;
    return true;
  }
  return false;
}

function summarizeContainers(pod: Raw, summary: Summary): void {
  let running = false;
  let errorReason = '';
  summary.restarts = 0;
  summary.lastRestart = '';
  for (const status of [...(pod.status?.containerStatuses ?? [])].reverse()) {
    summary.restarts += status.restartCount ?? 0;
    const finished = status.lastState?.terminated?.finishedAt ?? '';
    if (finished > summary.lastRestart) summary.lastRestart = finished;
    const state = status.state ?? {};
    if (state.waiting?.reason) {
      summary.reason = state.waiting.reason;
    } else if (state.terminated) {
      summary.reason = terminatedReason(state.terminated);
      if (state.terminated.exitCode !== 0) errorReason = summary.reason;
    } else if (status.ready && state.running) {
      running = true;
      summary.ready++;
    }
  }
  if (summary.reason === 'Completed') {
    const isReady = (pod.status?.conditions ?? []).some(
      (c: Raw) => c.type === 'Ready' && c.status === 'True',
    );
    if (running && isReady) summary.reason = 'Running';
    else if (errorReason) summary.reason = errorReason;
    else if (running) summary.reason = 'NotReady';
  }
}

/** The table cells of a pod. */
export function podCells(pod: Raw, now: number): Raw[] {
  const status = pod.status ?? {};
  const sidecars = (pod.spec.initContainers ?? []).filter(
    (c: Raw) => c.restartPolicy === 'Always',
  ).length;
  const summary: Summary = {
    reason: status.reason || status.phase || '',
    ready: 0,
    total: (pod.spec.containers ?? []).length + sidecars,
    restarts: 0,
    lastRestart: '',
  };
  if (
    (status.conditions ?? []).some(
      (c: Raw) => c.type === 'PodScheduled' && c.reason === 'SchedulingGated',
    )
  )
    summary.reason = 'SchedulingGated';
  const initializing = summarizeInit(pod, summary);
  const initialized = (status.conditions ?? []).some(
    (c: Raw) => c.type === 'Initialized' && c.status === 'True',
  );
  if (!initializing || initialized) summarizeContainers(pod, summary);
  if (pod.metadata.deletionTimestamp) {
    if (status.reason === 'NodeLost') summary.reason = 'Unknown';
    else if (status.phase !== 'Succeeded' && status.phase !== 'Failed')
      summary.reason = 'Terminating';
  }
  const restarts =
    summary.restarts > 0 && summary.lastRestart
      ? `${summary.restarts} (${since(summary.lastRestart, now)} ago)`
      : String(summary.restarts);
  const gates: Raw[] = pod.spec.readinessGates ?? [];
  const passed = gates.filter(g =>
    (status.conditions ?? []).some(
      (c: Raw) => c.type === g.conditionType && c.status === 'True',
    ),
  );
  return [
    pod.metadata.name,
    `${summary.ready}/${summary.total}`,
    summary.reason,
    restarts,
    age(pod, now),
    status.podIPs?.[0]?.ip || '<none>',
    pod.spec.nodeName || '<none>',
    status.nominatedNodeName || '<none>',
    gates.length > 0 ? `${passed.length}/${gates.length}` : '<none>',
  ];
}
