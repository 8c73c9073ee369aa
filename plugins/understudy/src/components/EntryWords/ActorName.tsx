import { parseEntityRef } from '@backstage/catalog-model';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import type { EntryActor } from '@understudy/plugin-understudy-common';
import { shortRef } from '../../shortRef';

/** The name of an actor: as it was recorded, or else as the catalog has it today. */
export function ActorName(props: {
  actor: Pick<EntryActor, 'id' | 'display'> & { type?: EntryActor['type'] };
}) {
  const { actor } = props;
  if (actor.display) {
    return <>{actor.display}</>;
  }
  return isEntityRef(actor.id) ? (
    <CatalogName entityRef={actor.id} />
  ) : (
    <>{shortRef(actor.id)}</>
  );
}

function CatalogName(props: { entityRef: string }) {
  return <>{useEntityPresentation(props.entityRef).primaryTitle}</>;
}

function isEntityRef(id: string): boolean {
  try {
    return parseEntityRef(id).kind.toLocaleLowerCase('en-US') === 'user';
  } catch {
    return false;
  }
}
