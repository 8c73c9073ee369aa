import { formatMoment } from '../../formatMoment';
import { useText } from '../../translation';
import type { Told } from '../PathTypes';
import { PersonName } from '../PersonName';
import { SafeText } from '../SafeText';
import styles from './ToldPeople.module.css';

/** Who was told that approval is asked for, when and why, and whether they have seen it. */
export function ToldPeople(props: { told: readonly Told[] }) {
  const { told } = props;
  const t = useText();
  if (told.length === 0) {
    return <p className={styles.none}>{t('path.toldNobody')}</p>;
  }
  return (
    <ul className={styles.told} aria-label={t('path.told')}>
      {told.map(({ userEntityRef, at, seenAt, why }) => (
        <li key={`${userEntityRef} ${at}`}>
          <PersonName entityRef={userEntityRef} />{' '}
          <SafeText
            text={[
              t('path.toldAt', { time: formatMoment(at) }),
              why,
              seenAt
                ? t('path.seenAt', { time: formatMoment(seenAt) })
                : t('path.notSeen'),
            ].join(' · ')}
          />
        </li>
      ))}
    </ul>
  );
}
