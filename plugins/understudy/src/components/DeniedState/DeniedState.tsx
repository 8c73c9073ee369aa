import { RiLock2Line } from '@remixicon/react';
import { Alert } from '@backstage/ui';
import { useText } from '../../translation';

/** Says that the person may not see this, and who can change that. */
export function DeniedState(props: { reason?: string }) {
  const t = useText();
  return (
    <Alert
      role="alert"
      status="info"
      icon={<RiLock2Line aria-hidden="true" />}
      title={t('problem.denied.title')}
      description={
        <>
          {t('problem.denied.sentence')}{' '}
          {props.reason && t('common.details', { message: props.reason })}
        </>
      }
    />
  );
}
