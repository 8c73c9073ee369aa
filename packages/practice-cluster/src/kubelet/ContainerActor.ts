import { Engine } from '../engine/Engine';
import { SystemClient } from '../engine/SystemClient';
import { Raw } from '../types';
import { Behaviour } from './Behaviour';
import { missingConfig } from './missingConfig';
import { ContainerRun, PodRun } from './PodRun';
import { ImagePuller } from './ImagePuller';
import { PodScene, Stage } from './PodScene';
import { playProbes } from './playProbes';
import { restarts } from './podStatus';

const START_MS = 200;
const MAX_BACK_OFF_S = 300;

/** Brings containers through their lives: pull, create, start, probe, crash, back off, end. */
export class ContainerActor {
  readonly #engine: Engine;
  readonly #scene: PodScene;
  readonly #puller: ImagePuller;

  constructor(engine: Engine, client: SystemClient, stage: Stage) {
    this.#engine = engine;
    this.#scene = new PodScene(engine, client, stage);
    this.#puller = new ImagePuller(this.#scene, (run, c) =>
      this.#create(run, c),
    );
  }

  /** Starts what may start now: init containers one after the other, then all others. */
  advance(pod: Raw, run: PodRun): void {
    const nextInit = run.init.findIndex(
      c => !(c.state === 'terminated' && c.exit!.code === 0),
    );
    if (nextInit >= 0) {
      const c = run.init[nextInit];
      if (c.state === 'waiting' && c.waitingReason === 'PodInitializing')
        this.#puller.pull(pod, run, c);
      return;
    }
    for (const c of run.main)
      if (c.state === 'waiting' && c.restarts === 0 && !c.pulled)
        this.#puller.pull(pod, run, c);
  }

  /** A change of the spec: a new image starts the container anew. */
  onSpecChange(pod: Raw, old: Raw, run: PodRun): void {
    pod.spec.containers.forEach((c: Raw, i: number) => {
      if (c.image === old.spec.containers[i]?.image) return;
      const own = run.main[i];
      this.#scene.event(
        pod,
        run,
        own,
        'Normal',
        'Killing',
        `Container ${c.name} definition changed, will be restarted`,
      );
      if (own.state === 'running')
        this.#end(run, own, { code: 143, reason: 'Error' });
      this.#again(own);
      own.restarts++;
      own.pulled = false;
      this.#puller.pull(pod, run, own);
    });
  }

  /** Applies parts that have changed to containers that run. */
  reconsider(pod: Raw, run: PodRun): void {
    for (const c of run.main) {
      const spec = this.#scene.spec(pod, run, c);
      if (c.state !== 'running' || !spec) continue;
      const behaviour = this.#scene.stage.behaviour(pod, spec);
      if (JSON.stringify(behaviour) === JSON.stringify(c.life!.behaviour))
        continue;
      c.life!.behaviour = behaviour;
      const started = c.life!.startedAt;
      this.#probe(run, c, spec, behaviour, started);
      if (behaviour.exit) this.#exitLater(run, c, behaviour, started);
    }
  }

  stopAll(run: PodRun): void {
    for (const c of run.main) {
      if (c.state === 'running')
        this.#end(run, c, { code: 0, reason: 'Completed' });
      c.ready = false;
    }
  }

  #create(run: PodRun, c: ContainerRun): void {
    const pod = this.#scene.pod(run);
    if (!pod) return;
    const spec = this.#scene.spec(pod, run, c);
    const problem = missingConfig(this.#engine, pod, spec);
    if (problem) {
      Object.assign(c, {
        state: 'waiting',
        waitingReason: 'CreateContainerConfigError',
        waitingMessage: problem,
      });
      this.#scene.event(pod, run, c, 'Warning', 'Failed', `Error: ${problem}`);
      this.#scene.stage.report(run);
      this.#scene.stage.later(run, 10_000, () => this.#create(run, c));
      return;
    }
    this.#scene.event(pod, run, c, 'Normal', 'Created', `Container created`);
    this.#scene.stage.later(run, START_MS, () => this.#start(run, c));
  }

  #start(run: PodRun, c: ContainerRun): void {
    const pod = this.#scene.pod(run);
    if (!pod) return;
    const spec = this.#scene.spec(pod, run, c);
    const behaviour = this.#scene.stage.behaviour(pod, spec);
    const startedAt = this.#engine.clock.now();
    c.state = 'running';
    c.life = { behaviour, startedAt };
    c.exit = undefined;
    c.id = `containerd://${this.#engine.random
      .uuid()
      .replaceAll('-', '')}${this.#engine.random.uuid().replaceAll('-', '')}`;
    this.#scene.event(pod, run, c, 'Normal', 'Started', `Container started`);
    this.#probe(run, c, spec, behaviour, startedAt);
    this.#scene.stage.report(run);
    if (behaviour.exit) this.#exitLater(run, c, behaviour, startedAt);
  }

  #exitLater(
    run: PodRun,
    c: ContainerRun,
    behaviour: Behaviour,
    startedAt: number,
  ): void {
    const { afterSeconds, code, reason, message } = behaviour.exit!;
    const due = Math.max(
      0,
      startedAt + afterSeconds * 1000 - this.#engine.clock.now(),
    );
    this.#scene.stage.later(run, due, () => {
      if (
        c.life?.startedAt !== startedAt ||
        c.state !== 'running' ||
        !c.life.behaviour.exit
      )
        return;
      this.#ended(run, c, {
        code,
        reason: reason ?? (code === 0 ? 'Completed' : 'Error'),
        message,
      });
    });
  }

  #probe(
    run: PodRun,
    c: ContainerRun,
    spec: Raw,
    behaviour: Behaviour,
    startedAt: number,
  ): void {
    playProbes({
      container: c,
      spec,
      behaviour,
      startedAt,
      later: (ms, action) => this.#scene.stage.later(run, ms, action),
      report: () => this.#scene.stage.report(run),
      event: (type, reason, message) => {
        const pod = this.#scene.pod(run);
        if (pod) this.#scene.event(pod, run, c, type, reason, message);
        return pod !== undefined;
      },
      kill: () => this.#ended(run, c, { code: 137, reason: 'Error' }),
    });
  }

  #end(
    run: PodRun,
    c: ContainerRun,
    exit: NonNullable<ContainerRun['exit']>,
  ): void {
    c.state = 'terminated';
    c.life = { ...c.life!, endedAt: this.#engine.clock.now() };
    c.exit = exit;
    c.ready = false;
    void run;
  }

  #again(c: ContainerRun): void {
    c.lastLife = c.life;
    c.lastExit = c.exit;
    c.lastId = c.id;
    c.state = 'waiting';
    c.waitingReason = 'ContainerCreating';
    c.waitingMessage = undefined;
  }

  #ended(
    run: PodRun,
    c: ContainerRun,
    exit: NonNullable<ContainerRun['exit']>,
  ): void {
    const pod = this.#scene.pod(run);
    if (!pod) return;
    const ranFor = this.#engine.clock.now() - c.life!.startedAt;
    this.#end(run, c, exit);
    const isInit = run.init.includes(c);
    if (isInit && exit.code === 0) {
      this.#scene.stage.report(run);
      this.advance(pod, run);
      return;
    }
    if (
      !restarts(
        isInit && pod.spec.restartPolicy === 'Always'
          ? 'OnFailure'
          : pod.spec.restartPolicy,
        exit.code,
      )
    ) {
      this.#scene.stage.report(run);
      return;
    }
    if (ranFor > 10 * 60_000) c.failures = 0;
    const seconds =
      c.failures === 0
        ? 0
        : Math.min(10 * 2 ** (c.failures - 1), MAX_BACK_OFF_S);
    c.failures++;
    this.#scene.stage.report(run);
    if (seconds === 0) {
      this.#scene.stage.later(run, 1000, () => this.#restart(run, c));
      return;
    }
    this.#scene.stage.later(run, 1000, () => {
      const current = this.#scene.pod(run);
      if (!current) return;
      this.#again(c);
      c.waitingReason = 'CrashLoopBackOff';
      const id = `${current.metadata.name}_${current.metadata.namespace}(${current.metadata.uid})`;
      c.waitingMessage = `back-off ${showDelay(
        seconds,
      )} restarting failed container=${c.name} pod=${id}`;
      this.#scene.event(
        current,
        run,
        c,
        'Warning',
        'BackOff',
        `Back-off restarting failed container ${c.name} in pod ${id}`,
      );
      this.#scene.stage.report(run);
    });
    this.#scene.stage.later(run, seconds * 1000, () => this.#restart(run, c));
  }

  #restart(run: PodRun, c: ContainerRun): void {
    const pod = this.#scene.pod(run);
    if (!pod || c.state === 'running') return;
    if (c.state === 'terminated') this.#again(c);
    c.restarts++;
    const { image } = this.#scene.spec(pod, run, c);
    this.#scene.event(
      pod,
      run,
      c,
      'Normal',
      'Pulled',
      `Container image "${image}" already present on machine`,
    );
    this.#create(run, c);
  }
}

function showDelay(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
}
