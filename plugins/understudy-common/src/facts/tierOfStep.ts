import type { GuardrailData, TierRule } from '../guardrails';
import type { RiskTier } from '../plans';
import { fitsOperation } from './fitsOperation';
import type { OperationSummary } from './OperationSummary';
import type { Fit, Scaling } from './Scaling';
import type { SeenStep } from './SeenStep';
import { stricterTier } from './stricterTier';

const VERB = 'verb:';

function isAbout(rule: TierRule, { id, verb }: OperationSummary): boolean {
  return rule.operation.startsWith(VERB)
    ? rule.operation.slice(VERB.length) === verb
    : fitsOperation(rule.operation, id);
}

function sentenceOf({ operation, tier, when }: TierRule): string {
  const what = operation.startsWith(VERB)
    ? operation.slice(VERB.length)
    : operation;
  if (when?.scaleToZero) {
    return `The guardrails rate ${what} to no replica at all as ${tier}.`;
  }
  if (when?.scaleUpAtMost !== undefined) {
    return `The guardrails rate ${what} up by at most ${when.scaleUpAtMost}, within the quota, as ${tier}.`;
  }
  return `The guardrails rate ${what} as ${tier}.`;
}

interface Rating {
  tier: RiskTier;
  sentence: string;
}

function unnamed({ id, verb, tier }: OperationSummary): Rating {
  if (tier) {
    return {
      tier,
      sentence: `No guardrail names ${id}; its connector rates it as ${tier}.`,
    };
  }
  return verb === 'read'
    ? { tier: 'read', sentence: 'It only reads.' }
    : {
        tier: 'high',
        sentence: `Neither guardrails nor a connector rate ${id}, so it counts as high.`,
      };
}

/**
 * The risk tier of a step: the first rule that fits. A rule of which it is not
 * known whether it fits may decide or not, and of what may be the strictest
 * holds.
 */
export function tierOfStep(
  seen: SeenStep,
  options: {
    guardrails: GuardrailData;
    scaling: Scaling;
    production: boolean;
  },
): { tier: RiskTier; why: string[] } {
  const { operation } = seen;
  const { guardrails, scaling, production } = options;
  if (!operation) {
    return {
      tier: 'high',
      why: [
        `Nobody offers the operation ${seen.step.operation}, so it counts as high and as critical.`,
      ],
    };
  }
  const doubts: string[] = [];
  let decided: Rating | undefined;
  const consider = (rating: Rating) => {
    decided =
      decided && stricterTier(decided.tier, rating.tier) === decided.tier
        ? decided
        : rating;
  };
  let certain = false;
  for (const rule of guardrails.tiers) {
    if (isAbout(rule, operation)) {
      const fit: Fit = rule.when
        ? scaling.fit(rule.when, seen)
        : { fits: true };
      if (fit.fits !== false) {
        consider({ tier: rule.tier, sentence: sentenceOf(rule) });
      }
      if (fit.fits === 'unknown') {
        doubts.push(fit.because);
      }
      if (fit.fits === true) {
        certain = true;
        break;
      }
    }
  }
  if (!certain) {
    consider(unnamed(operation));
  }
  const { tier: rated, sentence } = decided!;
  const why = [
    sentence,
    ...Array.from(new Set(doubts), doubt => `${doubt}: the stricter holds.`),
  ];
  let tier = rated;
  if (seen.writes && tier === 'read') {
    tier = 'low';
    why.push('It writes, so it is low at least.');
  }
  if (production && guardrails.productionRaises && tier === 'medium') {
    tier = 'high';
    why.push('In production medium counts as high.');
  }
  return { tier, why };
}
