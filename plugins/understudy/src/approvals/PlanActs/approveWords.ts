import type { PlanDetail } from '@understudy/plugin-understudy-common';

/** What an approval given now leads to: the last one, or one of several; at once, later, or not yet. */
export function approveWords(
  detail: PlanDetail,
):
  | 'oneOfSeveral'
  | 'noEngine'
  | 'on-approval'
  | 'on-approval-production'
  | 'when-started'
  | 'in-window' {
  const { progress, content, engine, facts } = detail;
  if (progress && progress.needed - progress.given > 1) {
    return 'oneOfSeveral';
  }
  if (!engine.installed) {
    return 'noEngine';
  }
  return content.start === 'on-approval' && facts?.environment === 'production'
    ? 'on-approval-production'
    : content.start;
}
