import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { auditApiRef } from './auditApiRef';
import { usePermission } from './usePermission';

const LOOK_AGAIN_MS = 1_500;

/** Alarms and full verifications of the ledger; asks again while one runs. */
export function useLedgerCustody() {
  const api = useApi(auditApiRef);
  // To ask without the right is recorded as a denial; nobody did anything wrong by looking.
  const allowed = usePermission('understudy.audit.read')?.allowed ?? false;
  const { value, error, loading, retry } = useAsyncRetry(async () => {
    if (!allowed) {
      return undefined;
    }
    const [alarms, verifications] = await Promise.all([
      api.listAlarms(),
      api.listVerifications(),
    ]);
    return { alarms, verifications };
  }, [api, allowed]);
  const newest = value?.verifications[0];
  const running = newest !== undefined && newest.finishedAt === undefined;
  useEffect(() => {
    if (!running || loading) {
      return undefined;
    }
    const timer = setTimeout(retry, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [running, loading, retry]);
  return {
    allowed,
    alarms: value?.alarms ?? [],
    newest,
    running,
    error,
    retry,
  };
}
