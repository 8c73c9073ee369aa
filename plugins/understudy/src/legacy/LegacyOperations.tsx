import { OperationsContent } from '../pages/OperationsContent';
import { LegacyConsolePath } from './LegacyConsolePath';

/** The Operations tab in the old frontend system. */
export function LegacyOperations() {
  return (
    <LegacyConsolePath>
      <OperationsContent />
    </LegacyConsolePath>
  );
}
