import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';

/** What writes packages, with its version. */
export function toolName(): string {
  const name = '@understudy/plugin-understudy-backend';
  const { version } = JSON.parse(
    readFileSync(resolvePackagePath(name, 'package.json'), 'utf8'),
  );
  return `${name} ${version}`;
}
