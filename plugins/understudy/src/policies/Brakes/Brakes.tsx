import { useApi } from '@backstage/frontend-plugin-api';
import type { Freeze, FreezeInput } from '@understudy/plugin-understudy-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { LoadingState } from '../../components/LoadingState';
import { PartialState } from '../../components/PartialState';
import { Section } from '../../components/Section';
import { formatMoment } from '../../formatMoment';
import { SafeText } from '../../path/SafeText';
import { WordsDialog } from '../../path/WordsDialog';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import { policyApiRef } from '../policyApiRef';
import { useFreezes } from '../useFreezes';
import styles from './Brakes.module.css';
import { FreezeDialog } from './FreezeDialog';

/** The two brakes, each with what it stops, and what is braked now. */
export function Brakes() {
  const api = useApi(policyApiRef);
  const t = useText();
  const { value, error, retry } = useFreezes();
  const [kind, setKind] = useState<FreezeInput['kind']>();
  const [ending, setEnding] = useState<Freeze>();
  return (
    <Section title={t('policies.brakes')}>
      {error && (
        <PartialState onRetry={retry}>
          {t('policies.brakesUnknown')}
        </PartialState>
      )}
      {!error && !value && <LoadingState lines={2} />}
      {!error && value && (
        <div className={styles.brakes}>
          {value.items.length > 0 && (
            <ul className={styles.freezes} aria-label={t('policies.frozenNow')}>
              {value.items.map(each => (
                <li key={each.id} data-active={each.active || undefined}>
                  <strong>
                    <SafeText text={each.sentence} />
                  </strong>
                  <p>
                    <SafeText text={each.reason} />
                  </p>
                  <small>
                    <SafeText text={shortRef(each.by)} /> ·{' '}
                    {formatMoment(each.at)}
                    {each.until &&
                      ` · ${t('policies.until', {
                        time: formatMoment(each.until),
                      })}`}
                  </small>
                  {value.may.allowed && each.scope !== 'guardrails' && (
                    <Button
                      size="small"
                      variant="secondary"
                      onPress={() => setEnding(each)}
                    >
                      {t('policies.end')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
          {(['ai-writes', 'everything'] as const).map(each => (
            <div key={each} className={styles.brake}>
              <p>{t(`policies.brake.${each}.stops`)}</p>
              <Button
                size="small"
                variant="secondary"
                isDisabled={!value.may.allowed}
                onPress={() => setKind(each)}
              >
                {t(`policies.brake.${each}.name`)}
              </Button>
            </div>
          ))}
          {!value.may.allowed && (
            <p className={styles.soft}>
              <SafeText text={value.may.sentence} />
            </p>
          )}
        </div>
      )}
      {kind && (
        <FreezeDialog
          kind={kind}
          onDone={retry}
          onClose={() => setKind(undefined)}
        />
      )}
      {ending && (
        <WordsDialog
          title={t('policies.endTitle')}
          label={t('policies.endWhy')}
          confirm={t('policies.endConfirm')}
          atLeast={1}
          onConfirm={async reason => {
            await api.unfreeze(ending.id, reason);
            retry();
          }}
          onClose={() => setEnding(undefined)}
        >
          <p>
            <SafeText text={ending.sentence} />
          </p>
          <p>{t('policies.endWhat')}</p>
        </WordsDialog>
      )}
    </Section>
  );
}
