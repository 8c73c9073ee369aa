import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import { shortRef } from '../../shortRef';
import styles from './EntryWords.module.css';
import { ActorName } from './ActorName';

/** Who did it, and for whom. */
export function EntryWho(props: { entry: LedgerEntry }) {
  const { actor } = props.entry;
  const t = useText();
  return (
    <span className={styles.words} title={actor.id}>
      <ActorName actor={actor} />
      {actor.onBehalfOf && (
        <small>
          {t('entry.onBehalfOf', { who: shortRef(actor.onBehalfOf) })}
        </small>
      )}
    </span>
  );
}
