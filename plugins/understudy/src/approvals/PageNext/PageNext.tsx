import { useApi } from '@backstage/frontend-plugin-api';
import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { ActProblem } from '../../path/ActProblem';
import { planApiRef } from '../../plans/planApiRef';
import { useText } from '../../translation';
import styles from './PageNext.module.css';

/** Tells the next one on call that a plan waits for approval. */
export function PageNext(props: {
  planId: string;
  onDone: (detail: PlanDetail) => void;
}) {
  const { planId, onDone } = props;
  const api = useApi(planApiRef);
  const t = useText();
  const [isPending, setPending] = useState(false);
  const [failed, setFailed] = useState<Error>();
  const page = async () => {
    setPending(true);
    setFailed(undefined);
    try {
      onDone(await api.page(planId));
    } catch (error) {
      setFailed(error as Error);
    } finally {
      setPending(false);
    }
  };
  return (
    <div className={styles.page}>
      <Button
        size="small"
        variant="secondary"
        isPending={isPending}
        onPress={page}
      >
        {t('approvals.pageNext')}
      </Button>
      {failed && <ActProblem error={failed} />}
    </div>
  );
}
