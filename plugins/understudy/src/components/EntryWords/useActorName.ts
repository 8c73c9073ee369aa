import type { EntryActor } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';

/** The name of an actor for people; the reference alone where the name was redacted. */
export function useActorName(): (actor: EntryActor) => string {
  const t = useText();
  return actor => {
    if (actor.display) {
      return actor.display;
    }
    const name = shortRef(actor.id);
    return name || t(`entry.actor.${actor.type}`);
  };
}

function shortRef(ref: string): string {
  return ref.replace(/^user:default\//, '').replace(/^user:/, '');
}
