import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { SafeText } from '../SafeText';

/** What the catalog calls a person; hovering says which one exactly. */
export function PersonName(props: { entityRef: string }) {
  const { entityRef } = props;
  const { primaryTitle } = useEntityPresentation(entityRef);
  return (
    <strong title={entityRef}>
      <SafeText text={primaryTitle} />
    </strong>
  );
}
