import type { Environment } from './Environment';

/**
 * The four environments with the aliases they have everywhere. No cluster
 * belongs to any of them until the configuration says so.
 *
 * @public
 */
export const defaultEnvironments: readonly Environment[] = [
  {
    name: 'development',
    aliases: ['dev'],
    clusters: [],
    cap: 'L5_FULLY_AUTONOMOUS',
    rules: 'Software may act by itself as far as the takeover level lets it.',
  },
  {
    name: 'test',
    aliases: ['qa'],
    clusters: [],
    cap: 'L4_AUTO',
    rules:
      'Software may act by itself up to Takeover L4; everything is recorded in detail.',
  },
  {
    name: 'pre-production',
    aliases: ['stage', 'staging', 'uat', 'canary'],
    clusters: [],
    cap: 'L3_SEMI_AUTO',
    rules: 'A critical operation needs the approval of one person.',
  },
  {
    name: 'production',
    aliases: ['prod'],
    clusters: [],
    cap: 'L2_SUGGESTION',
    rules: 'Every write needs a person who confirms it, and approval.',
  },
];
