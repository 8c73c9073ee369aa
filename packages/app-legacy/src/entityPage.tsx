import {
  EntityAboutCard,
  EntityLayout,
  EntitySwitch,
} from '@backstage/plugin-catalog';
import {
  EntityApprovalsCard,
  EntityAuditTimelineCard,
  EntityTakeoverCard,
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
      <>
        <EntityAboutCard />
        <EntitySwitch>
          <EntitySwitch.Case if={isOperationsAvailable}>
            <EntityTakeoverCard />
            <EntityApprovalsCard />
            <EntityAuditTimelineCard />
          </EntitySwitch.Case>
        </EntitySwitch>
      </>
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
