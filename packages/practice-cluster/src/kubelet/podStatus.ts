import { Raw } from '../types';
import { formatTime } from '../util/time';
import { ContainerRun, PodRun } from './PodRun';

function terminated(
  life: ContainerRun['life'],
  exit: ContainerRun['exit'],
  id: string,
): Raw {
  return {
    exitCode: exit!.code,
    reason: exit!.reason,
    ...(exit!.message ? { message: exit!.message } : {}),
    startedAt: formatTime(life!.startedAt),
    finishedAt: formatTime(life!.endedAt!),
    containerID: id,
  };
}

function containerStatus(spec: Raw, run: ContainerRun, previous: Raw): Raw {
  const state: Raw = {};
  if (run.state === 'running')
    state.running = { startedAt: formatTime(run.life!.startedAt) };
  else if (run.state === 'terminated')
    state.terminated = terminated(run.life, run.exit, run.id);
  else
    state.waiting = {
      reason: run.waitingReason,
      ...(run.waitingMessage ? { message: run.waitingMessage } : {}),
    };
  const started = run.state === 'running';
  const resources =
    spec.resources && Object.keys(spec.resources).length > 0
      ? spec.resources
      : {};
  return {
    name: spec.name,
    state,
    lastState: run.lastExit
      ? { terminated: terminated(run.lastLife, run.lastExit, run.lastId!) }
      : {},
    ready: run.ready,
    restartCount: run.restarts,
    image: spec.image,
    imageID: run.pulled
      ? previous?.imageID ||
        `${spec.image.split(':')[0]}@sha256:${imageDigest(spec.image)}`
      : '',
    ...(run.id ? { containerID: run.id } : {}),
    started,
    ...(run.pulled && resources.requests
      ? { allocatedResources: resources.requests }
      : {}),
    ...(run.pulled ? { resources } : {}),
  };
}

function imageDigest(image: string): string {
  let out = '';
  let h = 2166136261;
  while (out.length < 64) {
    for (let i = 0; i < image.length; i++)
      h = Math.imul(h ^ image.charCodeAt(i), 16777619) >>> 0;
    out += h.toString(16).padStart(8, '0');
  }
  return out;
}

function phaseOf(pod: Raw, run: PodRun): string {
  const all = run.main;
  const initFailed =
    run.init.some(c => c.state === 'terminated' && c.exit!.code !== 0) &&
    pod.spec.restartPolicy === 'Never';
  if (initFailed) return 'Failed';
  const policy = pod.spec.restartPolicy;
  const done = all.every(
    c => c.state === 'terminated' && !restarts(policy, c.exit!.code),
  );
  if (done && all.length > 0)
    return all.every(c => c.exit!.code === 0) ? 'Succeeded' : 'Failed';
  const everStarted = all.some(c => c.life !== undefined);
  return everStarted && run.init.every(c => c.state === 'terminated')
    ? 'Running'
    : 'Pending';
}

/** Whether a container is started again after it ended. */
export function restarts(policy: string, code: number): boolean {
  return policy === 'Always' || (policy === 'OnFailure' && code !== 0);
}

/** The status that a kubelet reports for a pod. */
export function podStatus(
  pod: Raw,
  run: PodRun,
  hostIp: string,
  now: number,
): Raw {
  const old = pod.status ?? {};
  const phase = phaseOf(pod, run);
  const initialized = run.init.every(
    c => c.state === 'terminated' && c.exit!.code === 0,
  );
  const unready = run.main.filter(c => !c.ready).map(c => c.name);
  const finished = phase === 'Succeeded' || phase === 'Failed';
  const condition = (
    type: string,
    ok: boolean,
    reason?: string,
    message?: string,
  ): Raw => {
    const before = (old.conditions ?? []).find((c: Raw) => c.type === type);
    const status = ok ? 'True' : 'False';
    const says = ok && type === 'Initialized' ? reason : undefined;
    return {
      type,
      observedGeneration: pod.metadata.generation,
      status,
      lastProbeTime: null,
      lastTransitionTime:
        before?.status === status ? before.lastTransitionTime : formatTime(now),
      ...((ok ? says : reason) ? { reason } : {}),
      ...(!ok && message ? { message } : {}),
    };
  };
  const notReady = unready.length > 0;
  const endReasons: Record<string, string> = {
    Succeeded: 'PodCompleted',
    Failed: 'PodFailed',
  };
  const readyReason = endReasons[phase] ?? 'ContainersNotReady';
  const notInitialized = initialized ? undefined : 'ContainersNotInitialized';
  const message = finished
    ? undefined
    : `containers with unready status: [${unready.join(' ')}]`;
  const pendingInit = run.init
    .filter(c => c.state !== 'terminated' || c.exit!.code !== 0)
    .map(c => c.name);
  const sandbox = run.main.some(c => c.pulled) || run.init.some(c => c.pulled);
  const scheduled = (old.conditions ?? []).find(
    (c: Raw) => c.type === 'PodScheduled',
  );
  return {
    ...(pod.metadata.generation
      ? { observedGeneration: pod.metadata.generation }
      : {}),
    phase,
    conditions: [
      condition('PodReadyToStartContainers', sandbox && !finished),
      condition(
        'Initialized',
        initialized,
        phase === 'Succeeded' ? 'PodCompleted' : notInitialized,
        `containers with incomplete status: [${pendingInit.join(' ')}]`,
      ),
      condition('Ready', !notReady && !finished, readyReason, message),
      condition(
        'ContainersReady',
        !notReady && !finished,
        readyReason,
        message,
      ),
      scheduled
        ? { ...scheduled, observedGeneration: pod.metadata.generation }
        : condition('PodScheduled', true),
    ],
    hostIP: hostIp,
    hostIPs: [{ ip: hostIp }],
    ...(sandbox ? { podIP: run.ip, podIPs: [{ ip: run.ip }] } : {}),
    startTime: formatTime(run.startedAt),
    ...(run.init.length > 0
      ? {
          initContainerStatuses: run.init.map((c, i) =>
            containerStatus(
              pod.spec.initContainers[i],
              c,
              old.initContainerStatuses?.[i],
            ),
          ),
        }
      : {}),
    containerStatuses: run.main.map((c, i) =>
      containerStatus(pod.spec.containers[i], c, old.containerStatuses?.[i]),
    ),
    qosClass: old.qosClass,
    ...(old.reason ? { reason: old.reason } : {}),
  };
}
