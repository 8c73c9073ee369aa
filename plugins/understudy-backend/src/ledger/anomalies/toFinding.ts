import type { DetectorName, Finding, HourOfWork, Observation } from './types';

const ENTRIES_NAMED = 20;
const ENTITIES_NAMED = 50;

/** Puts together what a detector found. */
export function toFinding(options: {
  detector: DetectorName;
  work: HourOfWork;
  actor: string;
  operationType?: string;
  sentence: string;
  numbers: Record<string, number>;
  evidence: readonly Observation[];
}): Finding {
  const { work, evidence, actor, operationType, ...rest } = options;
  const entityRefs = evidence.flatMap(({ entityRef }) => entityRef ?? []);
  return {
    detector: rest.detector,
    subject: operationType === undefined ? actor : `${actor} ${operationType}`,
    actor,
    ...(operationType !== undefined && { operationType }),
    hour: work.hour,
    sentence: rest.sentence,
    numbers: rest.numbers,
    entryIds: evidence.slice(0, ENTRIES_NAMED).map(({ id }) => id),
    entityRefs: Array.from(new Set(entityRefs)).sort().slice(0, ENTITIES_NAMED),
  };
}
