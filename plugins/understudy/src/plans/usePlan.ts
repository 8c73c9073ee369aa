import { useApi } from '@backstage/frontend-plugin-api';
import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { planApiRef } from './planApiRef';

/** While others may do something about it, it is looked at again so often. */
const AGAIN_MS = 5000;

/** Where nothing more happens without somebody who comes back to it. */
const settled: readonly PlanDetail['plan']['state'][] = [
  'succeeded',
  'unverified',
  'failed',
  'rolled-back',
  'cancelled',
  'denied',
  'expired',
];

/** One plan as it is now, with what others do about it; a dry run that went stale is repeated when it is opened. */
export function usePlan(planId: string) {
  const api = useApi(planApiRef);
  const [detail, setDetail] = useState<PlanDetail>();
  const [error, setError] = useState<Error>();
  const [isRepeating, setRepeating] = useState(false);
  const repeated = useRef<string>();
  // What was asked before somebody acted must not overwrite what the act answered.
  const turn = useRef(0);

  const show = useCallback((next: PlanDetail) => {
    turn.current += 1;
    setDetail(next);
    setError(undefined);
  }, []);

  const load = useCallback(async () => {
    const mine = turn.current;
    try {
      const next = await api.getPlan(planId);
      if (mine === turn.current) {
        show(next);
      }
    } catch (problem) {
      if (mine === turn.current) {
        setError(problem as Error);
      }
    }
  }, [api, planId, show]);

  useEffect(() => {
    turn.current += 1;
    repeated.current = undefined;
    setDetail(undefined);
    setError(undefined);
    load();
  }, [load]);

  const state = detail?.plan.state;
  useEffect(() => {
    if (state === undefined || settled.includes(state)) {
      return undefined;
    }
    const timer = setInterval(load, AGAIN_MS);
    return () => clearInterval(timer);
  }, [state, load]);

  const repeat = useCallback(async () => {
    setRepeating(true);
    try {
      show(await api.refreshPreview(planId));
    } finally {
      setRepeating(false);
    }
  }, [api, planId, show]);

  const isStale = detail !== undefined && wantsRepeating(detail);
  useEffect(() => {
    // Once for each opening: what cannot be repeated is shown as stale.
    if (isStale && repeated.current !== planId) {
      repeated.current = planId;
      repeat().catch(() => undefined);
    }
  }, [isStale, planId, repeat]);

  return {
    detail: detail?.plan.id === planId ? detail : undefined,
    error,
    isRepeating,
    show,
    retry: load,
    repeat,
  };
}

function wantsRepeating({ plan, facts }: PlanDetail): boolean {
  return (
    facts?.fresh === false &&
    (plan.state === 'draft' ||
      plan.state === 'awaiting-approval' ||
      plan.state === 'approved')
  );
}
