import { useApi } from '@backstage/frontend-plugin-api';
import {
  environmentNames,
  type FreezeInput,
} from '@understudy/plugin-understudy-common';
import { Select } from '@backstage/ui';
import { useState } from 'react';
import { WordsDialog } from '../../path/WordsDialog';
import { useText } from '../../translation';
import { policyApiRef } from '../policyApiRef';

const EVERYWHERE = 'everywhere';

const hours = [1, 4, 24] as const;

/** Asks where, for how long and why before it brakes; says what stops and what does not. */
export function FreezeDialog(props: {
  kind: FreezeInput['kind'];
  onDone: () => void;
  onClose: () => void;
}) {
  const { kind, onDone, onClose } = props;
  const api = useApi(policyApiRef);
  const t = useText();
  const [where, setWhere] = useState<string>(EVERYWHERE);
  const [long, setLong] = useState<string>('ended');
  const environment = environmentNames.find(each => each === where);
  const until = hours.find(each => String(each) === long);
  return (
    <WordsDialog
      title={t(`policies.brake.${kind}.title`)}
      label={t('policies.freezeWhy')}
      confirm={t(`policies.brake.${kind}.confirm`)}
      atLeast={1}
      destructive
      onConfirm={async reason => {
        await api.freeze({
          kind,
          reason,
          ...(environment && { environment }),
          ...(until && {
            until: new Date(Date.now() + until * 3_600_000).toISOString(),
          }),
        });
        onDone();
      }}
      onClose={onClose}
    >
      <p>{t(`policies.brake.${kind}.what`)}</p>
      <Select
        label={t('policies.where')}
        options={[
          { value: EVERYWHERE, label: t('policies.everywhere') },
          ...environmentNames.map(each => ({
            value: each,
            label: t(`environment.${each}`),
          })),
        ]}
        selectedKey={where}
        onSelectionChange={key => setWhere(String(key))}
      />
      <Select
        label={t('policies.howLong')}
        options={[
          { value: 'ended', label: t('policies.untilEnded') },
          ...hours.map(each => ({
            value: String(each),
            label: t('policies.hours', { count: each }),
          })),
        ]}
        selectedKey={long}
        onSelectionChange={key => setLong(String(key))}
      />
    </WordsDialog>
  );
}
