import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  takeoverLevelLabel,
  type LevelStanding,
} from '@understudy/plugin-understudy-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { EnvironmentChip } from '../../components/EnvironmentChip';
import { LoadingState } from '../../components/LoadingState';
import { PartialState } from '../../components/PartialState';
import { Section } from '../../components/Section';
import { formatMoment } from '../../formatMoment';
import { LevelBadge } from '../../path/LevelBadge';
import { SafeText } from '../../path/SafeText';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import { policyApiRef } from '../policyApiRef';
import { LevelDialog } from './LevelDialog';
import styles from './TakeoverCard.module.css';
import { WaitingChange } from './WaitingChange';

const HISTORY = 3;

/** How far software may act by itself for the entity one looks at, why, and how to change it. */
export function TakeoverCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const api = useApi(policyApiRef);
  const t = useText();
  const { value, error, retry } = useAsyncRetry(
    () => api.getLevels(entityRef),
    [api, entityRef],
  );
  const [changing, setChanging] = useState<LevelStanding>();
  return (
    <Section title={t('takeover.title')} hint={t('takeover.hint')}>
      {error && (
        <PartialState onRetry={retry}>{t('takeover.unknown')}</PartialState>
      )}
      {!error && !value && <LoadingState lines={4} />}
      {!error && value && (
        <div className={styles.card}>
          <ul className={styles.list} aria-label={t('takeover.title')}>
            {value.levels.map(each => (
              <li key={each.environment}>
                <div className={styles.head}>
                  <EnvironmentChip name={each.environment} />
                  {value.maySet?.allowed && (
                    <Button
                      size="small"
                      variant="tertiary"
                      aria-label={t('takeover.changeIn', {
                        environment: t(`environment.${each.environment}`),
                      })}
                      onPress={() => setChanging(each)}
                    >
                      {t('takeover.change')}
                    </Button>
                  )}
                </div>
                <LevelBadge level={each.level} cap={each.cap} />
                <p>
                  <SafeText text={each.sentence} />
                </p>
              </li>
            ))}
          </ul>
          {value.maySet && !value.maySet.allowed && (
            <p>
              <SafeText text={value.maySet.sentence} />
            </p>
          )}
          {value.waiting.map(change => (
            <WaitingChange key={change.id} change={change} onDone={retry} />
          ))}
          {value.history.length > 0 && (
            <ol className={styles.history} aria-label={t('takeover.history')}>
              {value.history.slice(0, HISTORY).map(change => (
                <li key={change.id}>
                  {t(`environment.${change.environment}`)}:{' '}
                  {takeoverLevelLabel(change.from)} →{' '}
                  {takeoverLevelLabel(change.to)}{' '}
                  {t(`takeover.status.${change.status}`)} ·{' '}
                  <SafeText text={shortRef(change.by)} /> ·{' '}
                  {formatMoment(change.at)} · <SafeText text={change.reason} />
                </li>
              ))}
            </ol>
          )}
        </div>
      )}
      {changing && (
        <LevelDialog
          entityRef={entityRef}
          standing={changing}
          onDone={retry}
          onClose={() => setChanging(undefined)}
        />
      )}
    </Section>
  );
}
