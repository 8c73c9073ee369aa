import { riskTiers, type RiskTier } from '../plans';

/** The stricter one of two tiers. */
export function stricterTier(a: RiskTier, b: RiskTier): RiskTier {
  return riskTiers.indexOf(a) >= riskTiers.indexOf(b) ? a : b;
}
