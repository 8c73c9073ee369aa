import type { OperationVerb } from '../plans';
import { takeoverLevels, type TakeoverLevel } from '../takeover';
import type { Elevation } from './Elevation';
import type { FactsRequest } from './FactsRequest';
import { fitsOperation } from './fitsOperation';
import { isDestructive } from './isDestructive';
import type { LevelInForce } from './LevelInForce';
import { normalRef } from './normalRef';
import type { SeenStep } from './SeenStep';

const NEVER: readonly OperationVerb[] = ['delete', 'exec', 'data-migration'];
const STEPS_UP = 2;

/** What is no level is the lowest. */
const rank = (level: TakeoverLevel) =>
  Math.max(0, takeoverLevels.indexOf(level));

function lowest(...levels: TakeoverLevel[]): TakeoverLevel {
  return takeoverLevels[Math.min(...levels.map(rank))];
}

/** A list is about a kind, and only its input says which. */
function readsSecrets({ writes, step, targets }: SeenStep): boolean {
  return (
    !writes &&
    (step.input.kind === 'Secret' ||
      targets.some(({ kind }) => /(^|\/)Secret$/.test(kind)))
  );
}

/** Data migrations, deletions, commands and secret reads are never covered. */
function isCovered(elevation: Elevation, seen: SeenStep): boolean {
  if (!seen.writes) {
    return !readsSecrets(seen);
  }
  const { operations } = elevation;
  return (
    !NEVER.includes(seen.verb) &&
    !isDestructive(seen) &&
    (operations === undefined ||
      operations.some(pattern => fitsOperation(pattern, seen.step.operation)))
  );
}

function holds(elevation: Elevation, request: FactsRequest): boolean {
  const { environment, content } = request;
  const now = request.now.getTime();
  return (
    // Nobody has granted anything for a place that nobody knows.
    environment.known &&
    elevation.environment === environment.name &&
    normalRef(elevation.entityRef) === normalRef(content.entityRef) &&
    Date.parse(elevation.from) <= now &&
    now < Date.parse(elevation.until)
  );
}

/**
 * The lowest of what is held, what the configuration allows and what the
 * guardrails allow. An elevation raises it where it covers every step: in
 * production to L3 at most, elsewhere by two levels and never to L5.
 */
export function resolveLevel(
  request: FactsRequest,
  steps: readonly SeenStep[],
): LevelInForce {
  const { guardrails, environment } = request;
  const { held, elevation } = request.level;
  const name = environment.known ? environment.name : 'production';
  const cap = lowest(request.level.cap, guardrails.caps[name]);
  const level = lowest(held, cap);
  if (
    !elevation ||
    !holds(elevation, request) ||
    !steps.some(({ writes }) => writes) ||
    !steps.every(seen => isCovered(elevation, seen))
  ) {
    return { level, held, cap };
  }
  const bound =
    name === 'production'
      ? rank('L3_SEMI_AUTO')
      : Math.min(rank(level) + STEPS_UP, rank('L4_AUTO'));
  const raised = Math.min(rank(elevation.level), bound);
  if (raised <= rank(level)) {
    return { level, held, cap };
  }
  return {
    level: takeoverLevels[raised],
    held,
    cap,
    elevated: {
      until: new Date(elevation.until).toISOString(),
      id: elevation.id,
    },
  };
}
