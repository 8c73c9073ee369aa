import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useRef, useState } from 'react';
import type { AuditEntry } from './AuditEntry';
import { auditApiRef } from './auditApiRef';
import type { AuditParameters } from './AuditTypes';

/** Whether new entries come in by themselves right now. */
export type TailState = 'off' | 'connecting' | 'live' | 'interrupted';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** Follows the log from one index on, and connects again where it stopped. */
export function useAuditTail(options: {
  parameters: AuditParameters;
  /** Undefined: follows nothing. */
  after: number | undefined;
  onArrive: (entry: AuditEntry) => void;
}): TailState {
  const { parameters, after } = options;
  const api = useApi(auditApiRef);
  const [state, setState] = useState<TailState>('off');
  const arrive = useRef(options.onArrive);
  arrive.current = options.onArrive;

  useEffect(() => {
    if (after === undefined) {
      setState('off');
      return undefined;
    }
    const stop = new AbortController();
    let from = after;
    let wait = FIRST_WAIT_MS;
    const { limit: _, cursor: __, order: ___, ...filters } = parameters;
    const follow = async () => {
      setState('connecting');
      while (!stop.signal.aborted) {
        try {
          for await (const event of api.tail(filters, {
            after: from,
            signal: stop.signal,
          })) {
            wait = FIRST_WAIT_MS;
            setState('live');
            if (event.type === 'entry') {
              from = Math.max(from, event.entry.index);
              arrive.current(event.entry);
            } else if (event.type === 'ready') {
              from = Math.max(from, event.index);
            } else {
              break;
            }
          }
        } catch (error) {
          const { statusCode } = error as { statusCode?: number };
          // A refusal stays one, and each would be recorded as a denial.
          if (statusCode === 403 || statusCode === 404) {
            setState('off');
            return;
          }
        }
        if (stop.signal.aborted) {
          return;
        }
        setState('interrupted');
        await pause(wait, stop.signal);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      }
    };
    follow();
    return () => stop.abort();
  }, [api, parameters, after]);
  return state;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
