import { Raw } from '../types';

/** How a container acts in this play. */
export interface Behaviour {
  /** The image cannot be pulled, with this message. */
  pullError?: string;
  /** The container ends so many seconds after its start. */
  exit?: {
    afterSeconds: number;
    code: number;
    reason?: string;
    message?: string;
  };
  /** A probe that fails, with its message. */
  failingProbe?: {
    probe: 'readiness' | 'liveness' | 'startup';
    message: string;
  };
  logs: {
    start?: string[];
    /** Lines that come again and again while it runs. */
    repeat?: { everySeconds: number; lines: string[] };
    /** Last words before it ends. */
    end?: string[];
  };
  /** What `kubectl top` shows. */
  usage?: { cpu: string; memory: string };
  /** Files that `cat` and `ls` show in exec. */
  files?: Record<string, string>;
}

/** Decides how a container acts; the first source that knows it wins. */
export type BehaviourSource = (
  pod: Raw,
  container: Raw,
) => Behaviour | undefined;

/** How a container acts that nobody wrote a part for. */
export function ordinaryBehaviour(pod: Raw, container: Raw): Behaviour {
  const owner = pod.metadata.ownerReferences?.[0]?.kind;
  const text = [...(container.command ?? []), ...(container.args ?? [])].join(
    ' ',
  );
  const sleep = /\bsleep (\d+)/.exec(text);
  const exitCode = /\bexit (\d+)/.exec(text);
  const echo = [
    ...text.matchAll(/\becho (?:"([^"]*)"|'([^']*)'|([^;&|]+))/g),
  ].map(m => (m[1] ?? m[2] ?? m[3]).trim());
  if (/^(?:\/bin\/)?(false)\b/.test(text))
    return { exit: { afterSeconds: 0, code: 1 }, logs: {} };
  const endsByItself =
    owner === 'Job' || exitCode !== null || pod.spec.restartPolicy !== 'Always';
  const forever =
    /while true|tail -f|sleep (infinity|inf)\b/.test(text) ||
    (sleep && Number(sleep[1]) > 600);
  if (endsByItself && !forever && (owner === 'Job' || text !== '')) {
    return {
      exit: {
        afterSeconds: sleep ? Number(sleep[1]) : 2,
        code: Number(exitCode?.[1] ?? 0),
      },
      logs: { start: echo },
    };
  }
  if (
    (pod.spec.initContainers ?? []).includes(container) &&
    container.restartPolicy !== 'Always'
  ) {
    return { exit: { afterSeconds: 1, code: 0 }, logs: { start: echo } };
  }
  const name = container.name;
  return {
    logs: {
      start:
        echo.length > 0
          ? echo
          : [
              `${name} ${container.image.split(':').pop()} starting`,
              `${name} listening`,
            ],
      repeat: text
        ? undefined
        : {
            everySeconds: 30,
            lines: [
              `level=info component=${name} msg="request served" status=200 duration=12ms`,
            ],
          },
    },
  };
}
