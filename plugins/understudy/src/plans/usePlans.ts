import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { planApiRef } from './planApiRef';
import type { PlanParameters } from './PlanTypes';

/** A page of plans. */
export function usePlans(parameters: PlanParameters) {
  const api = useApi(planApiRef);
  const key = JSON.stringify(parameters);
  return useAsyncRetry(() => api.listPlans(JSON.parse(key)), [api, key]);
}
