import { Engine } from '../engine/Engine';
import { Kubelet } from '../kubelet/Kubelet';
import { parseDuration } from './parseDuration';
import { behaviourSource } from './behaviourSource';
import { Scenario, ScenarioStep } from './Scenario';

/** What a stage can do to its cluster. */
export interface StageHands {
  apply(object: object): unknown;
  setNodeDown(name: string, down: boolean): void;
}

/** Plays scenarios on one cluster. */
export class ScenarioStage {
  readonly #engine: Engine;
  readonly #kubelet: Kubelet;
  readonly #hands: StageHands;

  constructor(engine: Engine, kubelet: Kubelet, hands: StageHands) {
    this.#engine = engine;
    this.#kubelet = kubelet;
    this.#hands = hands;
    for (const storage of ['configmaps', 'secrets'])
      engine.store.listen(storage, () =>
        engine.clock.after(500, () => kubelet.reconsider()),
      );
  }

  /** Gives the containers their parts and does the steps: those of the past at their time, the others now. */
  load(given: Scenario): void {
    const scenario = forNode(given, this.#engine.store.keys('nodes')[0] ?? '');
    this.#kubelet.addBehaviours(
      behaviourSource(this.#engine, scenario.behaviours ?? []),
    );
    const now = Date.now();
    for (const step of scenario.steps) {
      let wait = step.ago
        ? now - parseDuration(step.ago) - this.#engine.clock.now()
        : 0;
      if (step.in) wait = parseDuration(step.in);
      if (wait > 0) this.#engine.clock.after(wait, () => this.#do(step));
      else this.#do(step);
    }
    this.#kubelet.reconsider();
  }

  #do(step: ScenarioStep): void {
    for (const object of step.apply ?? []) this.#hands.apply(object);
    if (step.nodeDown) this.#hands.setNodeDown(step.nodeDown, true);
  }
}

/** Fills in the node that `{{node}}` stands for. */
export function forNode(scenario: Scenario, node: string): Scenario {
  return JSON.parse(JSON.stringify(scenario).replaceAll('{{node}}', node));
}
