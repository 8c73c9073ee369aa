import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { SafeText } from '../../path/SafeText';
import { formatMoment } from '../../formatMoment';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import styles from './PlanQuestions.module.css';

/** What people asked and answered about a plan, the oldest first. */
export function PlanQuestions(props: { questions: PlanDetail['questions'] }) {
  const t = useText();
  return (
    <ol className={styles.questions} aria-label={t('plans.questions')}>
      {props.questions.map(({ id, by, at, text }) => (
        <li key={id}>
          <small>
            <strong>
              <SafeText text={shortRef(by)} />
            </strong>{' '}
            {formatMoment(at)}
          </small>
          <p>
            <SafeText multiline text={text} />
          </p>
        </li>
      ))}
    </ol>
  );
}
