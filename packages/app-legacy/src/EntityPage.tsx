import { EntityAboutCard, EntityLayout } from '@backstage/plugin-catalog';
import {
  EntityOperationsContent,
  isOperationsAvailable,
} from '@understudy/plugin-understudy/legacy';

/** The page of any entity: what the catalog says, and how it is operated. */
export function EntityPage() {
  return (
    <EntityLayout>
      <EntityLayout.Route path="/" title="Overview">
        <EntityAboutCard variant="gridItem" />
      </EntityLayout.Route>
      <EntityLayout.Route
        path="/operations"
        title="Operations"
        if={isOperationsAvailable}
      >
        <EntityOperationsContent />
      </EntityLayout.Route>
    </EntityLayout>
  );
}
