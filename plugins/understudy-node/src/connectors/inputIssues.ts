import { safeText } from '@understudy/plugin-understudy-common';
import type { z } from 'zod';
import type { OperationIssue } from './OperationError';

/** Longer names of fields are somebody's joke. */
const NAME_LIMIT = 80;

function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map(part =>
      safeText(String(part).slice(0, NAME_LIMIT))
        .replaceAll('~', '~0')
        .replaceAll('/', '~1'),
    )
    .map(part => `/${part}`)
    .join('');
}

/** What a schema finds wrong, field by field. The values themselves are not repeated. */
export function inputIssues(error: z.ZodError): OperationIssue[] {
  return error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => ({
          pointer: pointerOf([...issue.path, key]),
          message: 'There is no such field',
        }))
      : [{ pointer: pointerOf(issue.path), message: safeText(issue.message) }],
  );
}
