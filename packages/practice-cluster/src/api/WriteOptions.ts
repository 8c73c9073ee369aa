import { UserInfo } from '../types';

/** What a write was asked with. */
export interface WriteOptions {
  user: UserInfo;
  dryRun: boolean;
  fieldManager: string;
  fieldValidation: 'Ignore' | 'Warn' | 'Strict';
  /** Messages that go back in Warning headers. */
  warnings: string[];
}

/** Writes of the cluster's own controllers. */
export function systemOptions(component: string): WriteOptions {
  return {
    user: {
      username: `system:${component}`,
      groups: ['system:masters', 'system:authenticated'],
    },
    dryRun: false,
    fieldManager: component,
    fieldValidation: 'Ignore',
    warnings: [],
  };
}
