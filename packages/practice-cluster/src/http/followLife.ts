import { ContainerLife, LogLine, logLines } from '../kubelet/logLines';
import { Raw } from '../types';
import { ClusterContext } from './ClusterContext';

const FOLLOW_MS = 200;

/**
 * Tells what a container writes from a moment on, until its life is over. The result makes it stop.
 */
export function followLife(
  { engine, kubelet }: ClusterContext,
  pod: Raw,
  container: string,
  to: { write(line: LogLine): void; end(): void },
  from?: { life: ContainerLife; after: number },
): () => void {
  const find = () => {
    const run = kubelet.runOf(pod.metadata.uid);
    return [...(run?.main ?? []), ...(run?.init ?? [])].find(
      c => c.name === container,
    );
  };
  const life = from?.life ?? find()?.life;
  let last = from?.after ?? engine.clock.now();
  if (!life) {
    to.end();
    return () => undefined;
  }
  const timer = setInterval(() => {
    const run = find();
    const current = [run?.life, run?.lastLife].find(
      one => one?.startedAt === life.startedAt,
    );
    const now = engine.clock.now();
    const fresh = logLines(
      current ?? { ...life, endedAt: life.endedAt ?? now },
      now,
      last,
    );
    fresh.forEach(line => to.write(line));
    if (fresh.length > 0) last = fresh[fresh.length - 1].at;
    if (!current || current.endedAt !== undefined) {
      clearInterval(timer);
      to.end();
    }
  }, FOLLOW_MS);
  timer.unref();
  return () => clearInterval(timer);
}
