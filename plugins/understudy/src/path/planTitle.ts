import type { PlanDetail } from '@understudy/plugin-understudy-common';

/** What a plan is called: by its steps, which the backend words, and not by what somebody asked for. */
export function planTitle(
  detail: Pick<PlanDetail, 'content' | 'resolved'>,
): string {
  const { content, resolved } = detail;
  const [first, ...more] = content.steps;
  if (!first) {
    return content.intent;
  }
  if (more.length > 0) {
    return [first, ...more].map(({ title }) => title).join(', ');
  }
  const summary = resolved[0]?.preview?.summary;
  return summary && !first.title.includes(summary)
    ? `${first.title}, ${summary}`
    : first.title;
}
