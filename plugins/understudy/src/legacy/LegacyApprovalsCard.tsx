import { EntityApprovalsCard } from '../approvals/EntityApprovalsCard';
import { LegacyConsolePath } from './LegacyConsolePath';

/** The approvals card in the old frontend system. */
export function LegacyApprovalsCard() {
  return (
    <LegacyConsolePath>
      <EntityApprovalsCard />
    </LegacyConsolePath>
  );
}
