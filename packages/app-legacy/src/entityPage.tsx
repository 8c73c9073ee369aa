import { EntityAboutCard, EntityLayout } from '@backstage/plugin-catalog';
import {
  EntityUnderstudyContent,
  isOperationsAvailable,
} from '@understudy/plugin-understudy/legacy';

/**
 * The page of any entity: what the catalog says, and how it is operated. An element and not a
 * component, since the old frontend system looks for routes in the element tree only.
 */
export const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <EntityAboutCard />
    </EntityLayout.Route>
    <EntityLayout.Route
      path="/operations"
      title="Operations"
      if={isOperationsAvailable}
    >
      <EntityUnderstudyContent />
    </EntityLayout.Route>
  </EntityLayout>
);
