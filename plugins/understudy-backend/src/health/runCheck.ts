import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  HealthCheck,
  HealthObservation,
} from '@understudy/plugin-understudy-node';

const TIMEOUT_MS = 5_000;

const action =
  'Look into the log of the backend; if it stays so, tell an administrator.';

/**
 * Looks once, within the time that the check may take. What a check throws
 * goes into the log only: nobody knows what is in it.
 */
export async function runCheck(options: {
  check: HealthCheck;
  logger: LoggerService;
}): Promise<HealthObservation> {
  const { check, logger } = options;
  const timeoutMs = check.timeoutMs ?? TIMEOUT_MS;
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthObservation>(resolve => {
    timer = setTimeout(() => {
      controller.abort();
      resolve({
        status: 'failed',
        sentence: `No answer within ${timeoutMs / 1000} seconds.`,
        action,
      });
    }, timeoutMs);
  });
  try {
    return await Promise.race([
      check.check({ signal: controller.signal }),
      late,
    ]);
  } catch (error) {
    logger.error(`The health check ${check.id} threw`, toError(error));
    return {
      status: 'failed',
      sentence: 'It could not be found out: the check itself went wrong.',
      action,
    };
  } finally {
    clearTimeout(timer);
  }
}
