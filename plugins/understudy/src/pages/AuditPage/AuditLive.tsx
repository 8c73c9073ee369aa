import { Button } from '@backstage/ui';
import { RiPauseLine, RiPlayLine, RiRefreshLine } from '@remixicon/react';
import type { useAuditEntries } from '../../audit/useAuditEntries';
import { useText } from '../../translation';
import styles from './AuditPage.module.css';

/** Whether new entries come in by themselves, and a way to hold them back while one reads. */
export function AuditLive(props: { list: ReturnType<typeof useAuditEntries> }) {
  const { live, refresh, loading } = props.list;
  const t = useText();
  if (!live) {
    return (
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiRefreshLine />}
        isPending={loading}
        onPress={refresh}
      >
        {t('audit.refresh')}
      </Button>
    );
  }
  const { on, set, held, tail } = live;
  const state = on ? tail : 'paused';
  return (
    <span className={styles.live}>
      <span
        className={styles.liveState}
        data-state={state}
        role="status"
        aria-live="polite"
      >
        <i aria-hidden="true" />
        {held > 0 ? t('audit.held', { count: held }) : t(`audit.live.${state}`)}
      </span>
      <Button
        size="small"
        variant="secondary"
        iconStart={on ? <RiPauseLine /> : <RiPlayLine />}
        onPress={() => set(!on)}
      >
        {t(on ? 'audit.pause' : 'audit.resume')}
      </Button>
    </span>
  );
}
