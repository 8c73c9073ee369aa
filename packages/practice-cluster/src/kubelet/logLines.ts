import { Behaviour } from './Behaviour';

/** One line of a container's log. */
export interface LogLine {
  at: number;
  text: string;
}

/** One life of a container, from its start to its end. */
export interface ContainerLife {
  behaviour: Behaviour;
  startedAt: number;
  endedAt?: number;
}

const LIMIT = 5000;

/** What a container has written in one life, until now. */
export function logLines(
  life: ContainerLife,
  now: number,
  after = -Infinity,
): LogLine[] {
  const end = life.endedAt ?? now;
  const { start = [], repeat, end: last = [] } = life.behaviour.logs;
  const out: LogLine[] = [];
  start.forEach((text, i) => {
    const at = life.startedAt + i * 5;
    if (at <= end && at > after) out.push({ at, text });
  });
  if (repeat && repeat.lines.length > 0) {
    const step = repeat.everySeconds * 1000;
    const count = Math.floor((end - life.startedAt) / step);
    const skip =
      after === -Infinity
        ? 0
        : Math.max(0, Math.floor((after - life.startedAt) / step));
    for (let i = Math.max(1, skip, count - LIMIT); i <= count; i++) {
      const at = life.startedAt + i * step;
      if (at > after)
        out.push({ at, text: repeat.lines[(i - 1) % repeat.lines.length] });
    }
  }
  if (life.endedAt !== undefined) {
    last.forEach((text, i) => {
      const at = life.endedAt! - (last.length - i);
      if (at > after) out.push({ at, text });
    });
  }
  return out;
}
