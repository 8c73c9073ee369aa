import { Alert, Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { auditApiRef } from '../../audit/auditApiRef';
import type { LedgerAlarm } from '../../audit/AuditTypes';
import { usePermission } from '../../audit/usePermission';
import { formatMoment } from '../../formatMoment';
import { useText } from '../../translation';
import styles from './AuditPage.module.css';
import { ReasonDialog } from './ReasonDialog';

/** What was found wrong with the ledger, above everything else, until somebody says what it was. */
export function LedgerAlarms(props: {
  alarms: readonly LedgerAlarm[];
  onChanged: () => void;
}) {
  const { alarms, onChanged } = props;
  const api = useApi(auditApiRef);
  const t = useText();
  const review = usePermission('understudy.audit.review');
  const [asked, setAsked] = useState<LedgerAlarm>();
  return (
    <>
      {alarms.map(alarm => (
        <Alert
          key={alarm.id}
          role="alert"
          icon
          status={alarm.stops ? 'danger' : 'warning'}
          title={t(alarm.stops ? 'custody.alarmStops' : 'custody.alarm', {
            code: alarm.code,
          })}
          description={
            <span className={styles.alarm}>
              {alarm.sentence}{' '}
              <small>
                {t('custody.raised', { time: formatMoment(alarm.raisedAt) })}
                {review?.allowed === false && ` ${review.reason}`}
              </small>
            </span>
          }
          customActions={
            review?.allowed && (
              <Button
                size="small"
                variant="secondary"
                onPress={() => setAsked(alarm)}
              >
                {t('custody.resolve')}
              </Button>
            )
          }
        />
      ))}
      {asked && (
        <ReasonDialog
          title={t('custody.resolveTitle')}
          lead={t(asked.stops ? 'custody.resolveStops' : 'custody.resolveLead')}
          label={t('custody.found')}
          hint={t('custody.foundHint')}
          confirm={t('custody.resolveNow')}
          onConfirm={async reason => {
            await api.resolveAlarm(asked.id, reason);
            onChanged();
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
