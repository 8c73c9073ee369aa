import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Does something as long as somebody waits for it and it does not take too
 * long; also returns when what it waits for never answers, such as a network
 * disk that has gone.
 */
export async function whileWaited<T>(
  options: { signal: AbortSignal; timeoutMs: number; where: string },
  fn: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMs, where } = options;
  signal.throwIfAborted();
  const ending = new AbortController();
  let stop = () => {};
  const ended = new Promise<never>((_, reject) => {
    stop = () => {
      ending.abort(signal.reason);
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new ServiceUnavailableError(
        `${where} did not answer within ${timeoutMs / 1000} seconds`,
      );
      reject(error);
      ending.abort(error);
    }, timeoutMs);
  });
  try {
    return await Promise.race([fn(ending.signal), ended, late]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
