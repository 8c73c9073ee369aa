import { useApi } from '@backstage/frontend-plugin-api';
import {
  type LevelStanding,
  type TakeoverLevel,
  takeoverLevelLabel,
  takeoverLevels,
} from '@understudy/plugin-understudy-common';
import { Select } from '@backstage/ui';
import { useState } from 'react';
import { WordsDialog } from '../../path/WordsDialog';
import { useText } from '../../translation';
import { policyApiRef } from '../policyApiRef';

/** Asks for another level and why; up wants another person, down holds at once. */
export function LevelDialog(props: {
  entityRef: string;
  standing: LevelStanding;
  onDone: () => void;
  onClose: () => void;
}) {
  const { entityRef, standing, onDone, onClose } = props;
  const api = useApi(policyApiRef);
  const t = useText();
  const rank = (level: TakeoverLevel) => takeoverLevels.indexOf(level);
  const others = takeoverLevels.filter(
    level => level !== standing.held && rank(level) <= rank(standing.cap),
  );
  const [level, setLevel] = useState<TakeoverLevel | undefined>(others[0]);
  const isUp = level !== undefined && rank(level) > rank(standing.held);
  return (
    <WordsDialog
      title={t('takeover.changeIn', {
        environment: t(`environment.${standing.environment}`),
      })}
      label={t('takeover.why')}
      confirm={t(isUp ? 'takeover.ask' : 'takeover.lower')}
      atLeast={10}
      onConfirm={async reason => {
        if (level) {
          await api.setLevel({
            entityRef,
            environment: standing.environment,
            level,
            reason,
          });
          onDone();
        }
      }}
      onClose={onClose}
    >
      <Select
        label={t('takeover.level')}
        options={others.map(each => ({
          value: each,
          label: `${takeoverLevelLabel(each)} ${t(`level.${each}`)}`,
        }))}
        selectedKey={level ?? null}
        onSelectionChange={key =>
          setLevel(takeoverLevels.find(each => each === key))
        }
      />
      <p>{t(isUp ? 'takeover.upWhat' : 'takeover.downWhat')}</p>
    </WordsDialog>
  );
}
