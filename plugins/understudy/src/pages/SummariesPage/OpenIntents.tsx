import { Link } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { PartialState } from '../../components/PartialState';
import { Section } from '../../components/Section';
import { formatMoment } from '../../formatMoment';
import { reviewApiRef } from '../../reviews/reviewApiRef';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import styles from './SummariesPage.module.css';

/** What was about to be done and has no outcome; nothing at all where there is none. */
export function OpenIntents() {
  const api = useApi(reviewApiRef);
  const t = useText();
  const { value, error, retry } = useAsyncRetry(
    () => api.listOpenIntents(),
    [api],
  );
  const status = (error as { statusCode?: number } | undefined)?.statusCode;
  // Who may not see the summaries either is told so once, below.
  if (status === 403 || (!error && !value?.length)) {
    return null;
  }
  return (
    <Section
      title={t('summaries.intents')}
      hint={t('summaries.intentsHint')}
      spot
    >
      {error && (
        <PartialState onRetry={retry}>
          {t('summaries.partialIntents')}
        </PartialState>
      )}
      <ul className={styles.intents}>
        {value?.map(intent => (
          <li key={intent.id}>
            <Link href={`../audit?last=all&entry=${intent.id}`}>
              {intent.action}
            </Link>{' '}
            <small>
              {[
                shortRef(intent.actor),
                intent.entityRef,
                formatMoment(intent.occurredAt),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
            <p>{intent.sentence}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
