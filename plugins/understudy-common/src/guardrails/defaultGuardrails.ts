import type { OperationVerb, RiskTier } from '../plans';
import type { GuardrailData } from './GuardrailData';
import type { TierRule } from './TierRule';

const verbTiers: [RiskTier, OperationVerb[]][] = [
  ['low', ['resume', 'uncordon']],
  [
    'medium',
    [
      'scale',
      'restart',
      'rollback',
      'set-image',
      'set-env',
      'set-resources',
      'label',
      'annotate',
      'pause',
      'suspend',
    ],
  ],
  [
    'high',
    [
      'delete',
      'patch',
      'apply',
      'create',
      'update',
      'evict',
      'cordon',
      'drain',
      'exec',
      'data-migration',
      'iam',
      'network',
    ],
  ],
];

const tiers: TierRule[] = [
  { operation: 'verb:read', tier: 'read' },
  { operation: 'verb:scale', tier: 'low', when: { scaleUpAtMost: 2 } },
  { operation: 'verb:scale', tier: 'high', when: { scaleToZero: true } },
  ...verbTiers.flatMap(([tier, verbs]) =>
    verbs.map(verb => ({ operation: `verb:${verb}`, tier })),
  ),
];

/**
 * The guardrails that hold until administrators decide otherwise: every write
 * needs approval, and production needs two people for what is high or
 * destructive.
 *
 * @public
 */
export const defaultGuardrails: GuardrailData = {
  schemaVersion: 1,
  tiers,
  productionRaises: true,
  criticalVerbs: [
    'delete',
    'drain',
    'cordon',
    'exec',
    'patch',
    'data-migration',
    'iam',
    'network',
  ],
  matrix: {
    L1_OBSERVATION: {
      read: 'auto',
      low: 'none',
      medium: 'none',
      high: 'none',
      critical: 'none',
    },
    L2_SUGGESTION: {
      read: 'auto',
      low: 'propose',
      medium: 'propose',
      high: 'propose',
      critical: 'propose',
    },
    L3_SEMI_AUTO: {
      read: 'auto',
      low: 'auto-listed',
      medium: 'approve',
      high: 'propose',
      critical: 'propose',
    },
    L4_AUTO: {
      read: 'auto',
      low: 'auto',
      medium: 'auto-listed',
      high: 'approve-review',
      critical: 'approve-review',
    },
    L5_FULLY_AUTONOMOUS: {
      read: 'auto',
      low: 'auto',
      medium: 'auto',
      high: 'auto-last',
      critical: 'auto-last',
    },
  },
  caps: {
    development: 'L5_FULLY_AUTONOMOUS',
    test: 'L4_AUTO',
    'pre-production': 'L3_SEMI_AUTO',
    production: 'L2_SUGGESTION',
  },
  rolloutStage: 1,
  autoTiers: { development: ['low'] },
  approvals: [
    { environment: '*', tier: '*', approvers: 1 },
    { environment: 'production', tier: 'high', approvers: 2 },
    { environment: 'production', tier: 'destructive', approvers: 2 },
  ],
  selfApproval: ['development'],
  lanes: [
    {
      id: 'read',
      enabled: true,
      environments: ['development', 'test', 'pre-production', 'production'],
    },
    { id: 'development', enabled: true, environments: ['development'] },
    {
      id: 'on-call',
      enabled: true,
      environments: ['development', 'test', 'pre-production', 'production'],
      reviewHours: 24,
      breakGlassAfterMinutes: 5,
    },
    {
      id: 'break-glass',
      enabled: true,
      environments: ['development', 'test', 'pre-production', 'production'],
      reviewHours: 24,
      excludedVerbs: ['delete', 'exec', 'data-migration'],
    },
    {
      id: 'standard',
      enabled: true,
      environments: ['development', 'test', 'pre-production', 'production'],
    },
  ],
  expiryMinutes: { standard: 1440, incident: 60, elevation: 30 },
  windows: [],
  freezes: [],
  namespaces: [{ denied: ['kube-system', 'kube-public', 'kube-node-lease'] }],
  labelSelectors: [],
  limits: [
    { environment: '*', maxTargets: 50 },
    { environment: 'production', maxTargets: 10 },
  ],
  rules: [],
};
