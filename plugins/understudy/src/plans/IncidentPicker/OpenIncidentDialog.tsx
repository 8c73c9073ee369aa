import { useApi } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { useState } from 'react';
import { WordsDialog } from '../../path/WordsDialog';
import { useText } from '../../translation';
import { planApiRef } from '../planApiRef';
import type { Incident } from '../PlanTypes';

const severities = ['sev1', 'sev2', 'sev3'] as const;

/** Opens an incident about one entity. */
export function OpenIncidentDialog(props: {
  entityRef: string;
  onOpened: (incident: Incident) => void;
  onClose: () => void;
}) {
  const { entityRef, onOpened, onClose } = props;
  const api = useApi(planApiRef);
  const t = useText();
  const [severity, setSeverity] = useState<(typeof severities)[number]>('sev2');
  return (
    <WordsDialog
      title={t('plans.incident.dialogTitle')}
      label={t('plans.incident.title')}
      confirm={t('plans.incident.confirm')}
      atLeast={3}
      atMost={200}
      onConfirm={async title =>
        onOpened(await api.openIncident({ entityRef, title, severity }))
      }
      onClose={onClose}
    >
      <p>{t('plans.incident.what')}</p>
      <Select
        label={t('plans.incident.severity')}
        options={severities.map(each => ({
          value: each,
          label: t(`plans.incident.${each}`),
        }))}
        selectedKey={severity}
        onSelectionChange={key =>
          setSeverity(severities.find(each => each === key) ?? severity)
        }
      />
    </WordsDialog>
  );
}
