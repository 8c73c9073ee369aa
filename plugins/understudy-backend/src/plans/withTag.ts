import type { PlanDetail } from '@understudy/plugin-understudy-common';

/** Says with a plan what If-Match takes. */
export function withTag(
  detail: PlanDetail,
  setHeader: (name: string, value: string) => void,
): PlanDetail {
  setHeader('ETag', detail.plan.etag);
  return detail;
}
