import type { IntentStanding } from './types';

/** What is known, and not known, about an intent by how far its record is. */
export function describeStanding(options: {
  standing: IntentStanding;
  index: number | undefined;
  hasSinks: boolean;
}): string {
  const { standing, index, hasSinks } = options;
  const unknown =
    'Whether it was done, and how it ended, is not recorded: look at the target itself before anything is done again';
  switch (standing) {
    case 'missing':
      return 'It waits for no place in the log and has none, so its record was interfered with or is damaged. The Health page says what the ledger has found';
    case 'staged':
      return `It is stored and waits for its place in the log. ${unknown}`;
    case 'sequenced':
      return `It is entry ${index} of the log, and no checkpoint covers it yet. ${unknown}`;
    case 'checkpointed':
      return hasSinks
        ? `It is entry ${index} of the log and covered by a checkpoint that not every place outside has accepted yet. What needs such an acceptance was not done; otherwise: ${unknown.toLowerCase()}`
        : `It is entry ${index} of the log and covered by a signed checkpoint. ${unknown}`;
    default:
      return `It is entry ${index} of the log, and every place outside has accepted a checkpoint that covers it. ${unknown}`;
  }
}
