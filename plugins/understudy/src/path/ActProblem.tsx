import { Alert } from '@backstage/ui';
import { wordsOf } from '../api/wordsOf';
import { useText } from '../translation';
import { codeOf } from './codeOf';
import { SafeText } from './SafeText';

/** Why something that somebody wanted to do was not done, in the server's words, and what to do instead. */
export function ActProblem(props: { error: Error }) {
  const { error } = props;
  const t = useText();
  const code = codeOf(error);
  const hint =
    code === 'plan-changed' || code === 'plan-state'
      ? t('path.problem.changed')
      : code === 'presence-missing' && t('path.problem.presence');
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('path.problem.notDone')}
      description={
        <>
          <SafeText text={wordsOf(error)} /> {hint}
        </>
      }
    />
  );
}
