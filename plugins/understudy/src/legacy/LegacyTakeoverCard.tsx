import { TakeoverCard } from '../policies/TakeoverCard';
import { LegacyConsolePath } from './LegacyConsolePath';

/** The takeover card in the old frontend system. */
export function LegacyTakeoverCard() {
  return (
    <LegacyConsolePath>
      <TakeoverCard />
    </LegacyConsolePath>
  );
}
