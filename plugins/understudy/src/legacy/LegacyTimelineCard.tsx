import { EntityAuditTimelineCard } from '../components/EntityAuditTimelineCard';
import { LegacyConsolePath } from './LegacyConsolePath';

/** The timeline card in the old frontend system. */
export function LegacyTimelineCard() {
  return (
    <LegacyConsolePath>
      <EntityAuditTimelineCard />
    </LegacyConsolePath>
  );
}
