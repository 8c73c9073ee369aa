import { Button, Checkbox } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { sealedPointers } from '@understudy/plugin-understudy-common';
import { useState } from 'react';
import type { AuditEntry } from '../../audit/AuditEntry';
import { auditApiRef } from '../../audit/auditApiRef';
import { usePermission } from '../../audit/usePermission';
import { useText } from '../../translation';
import styles from './AuditPage.module.css';
import { ReasonDialog } from './ReasonDialog';

/** Takes values out of an entry that should never have stood there; for who may. */
export function RedactEntry(props: {
  item: AuditEntry;
  onChanged: () => void;
}) {
  const { item, onChanged } = props;
  const api = useApi(auditApiRef);
  const t = useText();
  const review = usePermission('understudy.audit.review');
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const there = sealedPointers.filter(
    pointer => !item.redacted.includes(pointer) && has(item.entry, pointer),
  );
  if (!review?.allowed || there.length === 0) {
    return null;
  }
  return (
    <section className={styles.redact}>
      <Button size="small" variant="tertiary" onPress={() => setOpen(true)}>
        {t('custody.redact')}
      </Button>
      {open && (
        <ReasonDialog
          title={t('custody.redactTitle')}
          lead={t('custody.redactLead')}
          label={t('custody.redactWhy')}
          hint={t('custody.redactHint')}
          confirm={t('custody.redactNow')}
          destructive
          complete={chosen.length > 0}
          onConfirm={async reason => {
            await api.redact(item.id, { pointers: chosen, reason });
            setChosen([]);
            onChanged();
          }}
          onClose={() => setOpen(false)}
        >
          <fieldset className={styles.pointers}>
            <legend>{t('custody.redactWhat')}</legend>
            {there.map(pointer => (
              <Checkbox
                key={pointer}
                isSelected={chosen.includes(pointer)}
                onChange={isSelected =>
                  setChosen(
                    isSelected
                      ? [...chosen, pointer]
                      : chosen.filter(one => one !== pointer),
                  )
                }
              >
                {t(
                  `custody.field.${nameOf(pointer)}` as 'custody.field.reason',
                )}
              </Checkbox>
            ))}
          </fieldset>
        </ReasonDialog>
      )}
    </section>
  );
}

/** The name of a sealed field without what translations take for a path. */
function nameOf(pointer: string): string {
  return pointer.slice(1).replace('/', '-');
}

function has(entry: object, pointer: string): boolean {
  return (
    pointer
      .slice(1)
      .split('/')
      .reduce<unknown>(
        (value, key) => (value as Record<string, unknown> | undefined)?.[key],
        entry,
      ) !== undefined
  );
}
