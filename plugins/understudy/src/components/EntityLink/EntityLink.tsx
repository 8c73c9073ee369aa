import { parseEntityRef } from '@backstage/catalog-model';
import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

/** The title of an entity, leading to its page. */
export function EntityLink(props: { entityRef: string }) {
  const entityLink = useEntityRefLink();
  const { primaryTitle, secondaryTitle } = useEntityPresentation(
    props.entityRef,
  );
  return (
    <Link
      href={entityLink(parseEntityRef(props.entityRef))}
      title={secondaryTitle}
    >
      {primaryTitle}
    </Link>
  );
}
