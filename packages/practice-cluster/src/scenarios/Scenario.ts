/** Which containers a part is for. @public */
export interface BehaviourMatch {
  /** The namespace of the pod. */
  namespace?: string;
  /** Labels that the pod carries. */
  labels?: Record<string, string>;
  /** The name of the container. */
  container?: string;
  /** The image, exactly or with a `*` at its end. */
  image?: string;
}

/** Conditions on the pod and its surroundings under which a part is played. @public */
export interface BehaviourCondition {
  /** The container's memory limit is below this quantity, or it is missing. */
  memoryLimitBelow?: string;
  /** An environment variable is missing or does not have this value. */
  envNot?: { name: string; value: string };
  /** A ConfigMap's key does not have this value. */
  configNot?: { configMap: string; key: string; value: string };
  /** A Secret is missing. */
  secretMissing?: string;
  /** The path of the named probe is not this one. */
  probePathNot?: { probe: 'readiness' | 'liveness' | 'startup'; path: string };
}

/** The part that a container plays. @public */
export interface ScenarioBehaviour {
  /** The containers that play it. */
  match: BehaviourMatch;
  /** What must hold for it to be played; always if left out. */
  when?: BehaviourCondition;
  /** How the container acts. */
  then: {
    pullError?: string;
    exit?: {
      afterSeconds: number;
      code: number;
      reason?: string;
      message?: string;
    };
    failingProbe?: {
      probe: 'readiness' | 'liveness' | 'startup';
      message: string;
    };
    logs?: {
      start?: string[];
      repeat?: { everySeconds: number; lines: string[] };
      end?: string[];
    };
    usage?: { cpu: string; memory: string };
    files?: Record<string, string>;
  };
}

/** Something that happens in the course of a scenario. @public */
export interface ScenarioStep {
  /** How long ago it happened when the world is built, e.g. `9d`, `24m`; now if left out. */
  ago?: string;
  /** How long after its loading it happens; `ago` does not count then. */
  in?: string;
  /** Objects to create or replace. */
  apply?: object[];
  /** A node that stops reporting. */
  nodeDown?: string;
}

/** One way to treat a scenario's trouble; patches are merge patches. @public */
export interface ScenarioRemedy {
  /** What the remedy is, in a few words. */
  title: string;
  /** The command that a person would type. */
  command: string;
  /** What it comes down to. */
  action:
    | {
        patch: {
          apiVersion: string;
          kind: string;
          namespace?: string;
          name: string;
          body: object;
        };
      }
    | { apply: object }
    | {
        delete: {
          apiVersion: string;
          kind: string;
          namespace?: string;
          name?: string;
          labels?: Record<string, string>;
        };
      }
    | { rollback: { namespace: string; deployment: string } }
    | { restart: { namespace: string; deployment: string } }
    | { nodeUp: string };
}

/** What is to be seen while the trouble lasts, or when it is over. @public */
export interface ScenarioSign {
  /** The API version of the objects to look at. */
  apiVersion: string;
  /** Their kind. */
  kind: string;
  /** Their namespace; all if left out. */
  namespace?: string;
  /** The name of a single one. */
  name?: string;
  /** Labels that they carry. */
  labels?: Record<string, string>;
  /** A dotted path, and what must stand there in one of the objects found. */
  path: string;
  /** What stands at the path. */
  equals?: string | number | boolean;
  /** A text within what stands there. */
  contains?: string;
  /** The least number that stands there. */
  atLeast?: number;
}

/** A piece of trouble as data: what stands where, how containers act, and what helps. @public */
export interface Scenario {
  /** Its name, by which it is put on stage. */
  name: string;
  /** What is wrong, in a few words. */
  title: string;
  /** What happened, for a person who wants to understand. */
  description: string;
  /** Whether it is on stage from the start. */
  autoload?: boolean;
  /** The clusters of the example world that it plays in. */
  clusters?: string[];
  /** How containers act while it is on stage. */
  behaviours?: ScenarioBehaviour[];
  /** What happens, in this order. */
  steps: ScenarioStep[];
  /** Signs of the trouble. */
  trouble?: ScenarioSign[];
  /** Signs that it is over. */
  healed?: ScenarioSign[];
  /** What helps, and what does not although it looks as if it would. */
  remedies?: { right: ScenarioRemedy[]; wrong: ScenarioRemedy[] };
}
