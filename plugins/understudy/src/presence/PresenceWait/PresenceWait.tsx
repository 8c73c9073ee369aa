import { Alert, Button, ButtonLink } from '@backstage/ui';
import { Countdown } from '../../path/Countdown';
import { SafeText } from '../../path/SafeText';
import { useText } from '../../translation';
import type { PresenceChallenge } from '../PresenceTypes';
import styles from './PresenceWait.module.css';

/** What to do while a window of the sign-in provider is open, also where the browser did not let it open. */
export function PresenceWait(props: {
  challenge: PresenceChallenge;
  onCancel: () => void;
}) {
  const { challenge, onCancel } = props;
  const t = useText();
  return (
    <Alert
      role="status"
      status="info"
      icon
      title={t('presence.title')}
      description={
        <div className={styles.wait}>
          <p>
            <SafeText text={challenge.sentence} /> {t('presence.goesOn')}{' '}
            <Countdown until={challenge.expiresAt} />
          </p>
          <div className={styles.row}>
            <ButtonLink
              size="small"
              variant="secondary"
              target="_blank"
              href={challenge.url}
            >
              {t('presence.open')}
            </ButtonLink>
            <Button size="small" variant="tertiary" onPress={onCancel}>
              {t('path.leaveIt')}
            </Button>
          </div>
        </div>
      }
    />
  );
}
