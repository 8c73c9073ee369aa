import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { codeOf } from '../path/codeOf';
import { useText } from '../translation';
import { presenceApiRef } from './presenceApiRef';
import type { PresenceChallenge } from './PresenceTypes';

const EVERY_MS = 1000;

const WINDOW = 'understudy-presence';

/** Does what wants a person who is there now; signs in again first where that is not proven yet. */
export function usePresence() {
  const api = useApi(presenceApiRef);
  const t = useText();
  const [waiting, setWaiting] = useState<PresenceChallenge>();
  const turn = useRef(0);
  const opened = useRef<Window | null>(null);

  const cancel = useCallback(() => {
    turn.current += 1;
    opened.current?.close();
    setWaiting(undefined);
  }, []);
  useEffect(() => cancel, [cancel]);

  const prove = useCallback(
    async (hash: string) => {
      turn.current += 1;
      const mine = turn.current;
      // Before anything is awaited: later a browser may take it for an advertisement.
      opened.current = window.open('', WINDOW, 'popup,width=520,height=680');
      try {
        const before = await api.get(hash);
        if (before.proven) {
          return;
        }
        if (!before.possible) {
          throw new Error(before.sentence);
        }
        const challenge = await api.begin(hash);
        if (opened.current) {
          opened.current.location.href = challenge.url;
        }
        setWaiting(challenge);
        const until = Date.parse(challenge.expiresAt);
        for (;;) {
          await new Promise(resolve => setTimeout(resolve, EVERY_MS));
          if (mine !== turn.current) {
            throw new Error(t('presence.cancelled'));
          }
          if ((await api.get(hash)).proven) {
            return;
          }
          if (Date.now() > until) {
            throw new Error(t('presence.late'));
          }
        }
      } finally {
        opened.current?.close();
        opened.current = null;
        setWaiting(undefined);
      }
    },
    [api, t],
  );

  const withPresence = useCallback(
    async <T>(
      deed: () => Promise<T>,
      proof: { hash: string; isNeeded: boolean },
    ): Promise<T> => {
      if (proof.isNeeded) {
        await prove(proof.hash);
        return deed();
      }
      try {
        return await deed();
      } catch (error) {
        if (codeOf(error as Error) !== 'presence-missing') {
          throw error;
        }
        await prove(proof.hash);
        return deed();
      }
    },
    [prove],
  );

  return { waiting, cancel, withPresence };
}
