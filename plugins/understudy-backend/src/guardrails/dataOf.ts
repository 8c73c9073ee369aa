import {
  parseGuardrails,
  type GuardrailData,
} from '@understudy/plugin-understudy-common';
import type { StoredVersion } from './types';

/** What a stored version says. */
export function dataOf(version: Pick<StoredVersion, 'text'>): GuardrailData {
  return parseGuardrails(JSON.parse(version.text));
}
