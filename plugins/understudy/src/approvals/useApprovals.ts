import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { planApiRef } from '../plans/planApiRef';
import type { ApprovalParameters } from '../plans/PlanTypes';

/** What waits for approval, the most urgent first. */
export function useApprovals(parameters: ApprovalParameters) {
  const api = useApi(planApiRef);
  const key = JSON.stringify(parameters);
  return useAsyncRetry(() => api.listApprovals(JSON.parse(key)), [api, key]);
}
