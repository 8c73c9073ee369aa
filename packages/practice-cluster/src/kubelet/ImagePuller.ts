import { Raw } from '../types';
import { ContainerRun, PodRun } from './PodRun';
import { PodScene } from './PodScene';

const PULL_MS = 700;
const MAX_BACK_OFF_S = 300;

/** Pulls images, or fails to and tries again ever more rarely. */
export class ImagePuller {
  readonly #scene: PodScene;
  readonly #done: (run: PodRun, c: ContainerRun) => void;

  constructor(scene: PodScene, done: (run: PodRun, c: ContainerRun) => void) {
    this.#scene = scene;
    this.#done = done;
  }

  pull(pod: Raw, run: PodRun, c: ContainerRun): void {
    const { image } = this.#scene.spec(pod, run, c);
    this.#scene.event(
      pod,
      run,
      c,
      'Normal',
      'Pulling',
      `Pulling image "${image}"`,
    );
    this.#scene.stage.later(run, PULL_MS, () => this.#pulled(run, c));
  }

  #pulled(run: PodRun, c: ContainerRun): void {
    const pod = this.#scene.pod(run);
    if (!pod) return;
    const spec = this.#scene.spec(pod, run, c);
    const behaviour = this.#scene.stage.behaviour(pod, spec);
    if (behaviour.pullError) {
      this.#pullFailed(pod, run, c, spec, behaviour.pullError);
      return;
    }
    c.pulled = true;
    c.failures = 0;
    this.#scene.event(
      pod,
      run,
      c,
      'Normal',
      'Pulled',
      `Successfully pulled image "${spec.image}" in ${PULL_MS}ms (${PULL_MS}ms including waiting). Image size: 52428800 bytes.`,
    );
    this.#done(run, c);
  }

  #pullFailed(
    pod: Raw,
    run: PodRun,
    c: ContainerRun,
    spec: Raw,
    why: string,
  ): void {
    this.#scene.event(
      pod,
      run,
      c,
      'Warning',
      'Failed',
      `Failed to pull image "${spec.image}": ${why}`,
    );
    this.#scene.event(pod, run, c, 'Warning', 'Failed', 'Error: ErrImagePull');
    Object.assign(c, {
      state: 'waiting',
      waitingReason: 'ErrImagePull',
      waitingMessage: why,
    });
    this.#scene.stage.report(run);
    const seconds = Math.min(10 * 2 ** c.failures, MAX_BACK_OFF_S);
    c.failures++;
    this.#scene.stage.later(run, 3000, () => {
      const current = this.#scene.pod(run);
      if (!current || c.waitingReason !== 'ErrImagePull') return;
      c.waitingReason = 'ImagePullBackOff';
      c.waitingMessage = `Back-off pulling image "${spec.image}": ErrImagePull: ${why}`;
      this.#scene.event(
        current,
        run,
        c,
        'Normal',
        'BackOff',
        `Back-off pulling image "${spec.image}"`,
      );
      this.#scene.event(
        current,
        run,
        c,
        'Warning',
        'Failed',
        'Error: ImagePullBackOff',
      );
      this.#scene.stage.report(run);
    });
    this.#scene.stage.later(run, seconds * 1000, () => {
      const current = this.#scene.pod(run);
      if (current && !c.pulled) this.pull(current, run, c);
    });
  }
}
