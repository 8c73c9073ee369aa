import { stringifyEntityRef } from '@backstage/catalog-model';
import type { ApiObserver } from '../../http/ApiObserver';
import type { DenialSource } from './DenialSource';
import type { SessionSource } from './SessionSource';

/** Brings what happens at our own API into the ledger. */
export function toApiObserver(options: {
  denials: DenialSource;
  sessions: SessionSource;
}): ApiObserver {
  return {
    seen(person) {
      // It never throws, and nobody waits for it.
      options.sessions.seen(person);
    },
    denied({ caller, operation, path, reason }) {
      const { kind, namespace, name } = path;
      options.denials.attempted({
        actor:
          'userEntityRef' in caller
            ? { type: 'user', id: caller.userEntityRef }
            : { type: 'service', id: caller.subject },
        action: `api:${toWords(operation)}`,
        reason,
        permission: /understudy(?:\.[a-z]+)+/.exec(reason)?.[0],
        ...(kind &&
          namespace &&
          name && { entityRef: stringifyEntityRef({ kind, namespace, name }) }),
      });
    },
  };
}

function toWords(operation: string): string {
  return operation.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
