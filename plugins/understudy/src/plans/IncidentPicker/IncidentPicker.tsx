import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Select } from '@backstage/ui';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { SafeText } from '../../path/SafeText';
import { useText } from '../../translation';
import { planApiRef } from '../planApiRef';
import styles from './IncidentPicker.module.css';
import { OpenIncidentDialog } from './OpenIncidentDialog';

const NONE = 'none';

/** Chooses the open incident that a plan belongs to, or opens one. */
export function IncidentPicker(props: {
  entityRef: string;
  incident: string | undefined;
  onChange: (incident: string | undefined) => void;
}) {
  const { entityRef, incident, onChange } = props;
  const api = useApi(planApiRef);
  const t = useText();
  const { value, error, retry } = useAsyncRetry(
    () => api.listIncidents({ entityRef, state: 'open' }),
    [api, entityRef],
  );
  const [isOpening, setOpening] = useState(false);
  const open = value?.items ?? [];
  const mayOpen = value?.mayOpen;
  return (
    <div className={styles.incident}>
      <Select
        label={t('plans.incident.label')}
        secondaryLabel={t('plans.optional')}
        description={t(
          error ? 'plans.incident.unknown' : 'plans.incident.hint',
        )}
        options={[
          { value: NONE, label: t('plans.incident.none') },
          ...open.map(({ id, title, severity }) => ({
            value: id,
            label: `${severity} · ${title}`,
          })),
          // One that has closed since is kept until somebody takes it away.
          ...(incident && open.every(({ id }) => id !== incident)
            ? [{ value: incident, label: incident }]
            : []),
        ]}
        selectedKey={incident ?? NONE}
        onSelectionChange={key =>
          onChange(key === NONE || key === null ? undefined : String(key))
        }
      />
      {mayOpen?.allowed && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => setOpening(true)}
        >
          {t('plans.incident.open')}
        </Button>
      )}
      {mayOpen && !mayOpen.allowed && open.length === 0 && (
        <p>
          <SafeText text={mayOpen.sentence} />
        </p>
      )}
      {isOpening && (
        <OpenIncidentDialog
          entityRef={entityRef}
          onOpened={({ id }) => {
            retry();
            onChange(id);
          }}
          onClose={() => setOpening(false)}
        />
      )}
    </div>
  );
}
