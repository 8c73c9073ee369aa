import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import styles from './EntryWords.module.css';
import { useActorName } from './useActorName';

/** Who did it, and for whom. */
export function EntryWho(props: { entry: LedgerEntry }) {
  const { actor } = props.entry;
  const t = useText();
  const nameOf = useActorName();
  return (
    <span className={styles.words} title={actor.id}>
      {nameOf(actor)}
      {actor.onBehalfOf && (
        <small>
          {t('entry.onBehalfOf', {
            who: actor.onBehalfOf.replace(/^user:default\//, ''),
          })}
        </small>
      )}
    </span>
  );
}
