import { Alert, Button } from '@backstage/ui';
import { problemOf } from '../../api/problemOf';
import { wordsOf } from '../../api/wordsOf';
import { useText } from '../../translation';
import { DeniedState } from '../DeniedState';

/** Says what kept the answer from coming, and what to do about it. */
export function ProblemState(props: { error: Error; onRetry: () => void }) {
  const { error, onRetry } = props;
  const t = useText();
  const problem = problemOf(error);
  if (problem === 'denied') {
    return <DeniedState reason={wordsOf(error)} />;
  }
  return (
    <Alert
      role="alert"
      icon
      status={problem === 'failed' ? 'danger' : 'warning'}
      title={t(`problem.${problem}.title`)}
      description={
        <>
          {t(`problem.${problem}.sentence`)}{' '}
          {problem === 'failed' &&
            t('common.details', { message: wordsOf(error) })}
        </>
      }
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('common.tryAgain')}
        </Button>
      }
    />
  );
}
