import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { toAuditorEvent } from './toAuditorEvent';

/**
 * Tells Backstage's auditor what was recorded. The ledger is the record: that
 * its mirror fails holds nobody up.
 */
export function mirrorTo(options: {
  auditor: AuditorService;
  logger: LoggerService;
}): (entry: LedgerEntry) => void {
  const { auditor, logger } = options;
  const tell = async (entry: LedgerEntry) => {
    const { event, problem } = toAuditorEvent(entry);
    const created = await auditor.createEvent(event);
    await (problem ? created.fail({ error: problem }) : created.success());
  };
  return entry => {
    tell(entry).catch(error =>
      logger.warn('The auditor was not told of an entry', toError(error)),
    );
  };
}
