import type { HealthReport } from '@understudy/plugin-understudy-common';

/** The tone in which a health status is shown. */
export function statusTone(
  status: HealthReport['status'],
): 'good' | 'attention' | 'bad' {
  switch (status) {
    case 'ok':
      return 'good';
    case 'attention':
      return 'attention';
    default:
      return 'bad';
  }
}
