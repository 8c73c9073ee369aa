import { mockServices } from '@backstage/backend-test-utils';
import {
  defaultGuardrails,
  environmentNames,
  parseGuardrails,
  riskTiers,
  takeoverLevels,
  type GuardrailData,
} from '@understudy/plugin-understudy-common';
import { DefaultPolicyService } from '../policy/DefaultPolicyService';
import { PackedSource } from '../policy/PackedSource';
import { PolicyMetrics } from '../policy/PolicyMetrics';
import type { PolicyDecision } from '../policy/types';
import { findBrokenInvariant } from './findBrokenInvariant';

jest.setTimeout(60_000);

/** As free as the schema lets anybody write them, but for Takeover L1. */
const freest: GuardrailData = parseGuardrails({
  ...defaultGuardrails,
  productionRaises: false,
  criticalVerbs: [],
  matrix: Object.fromEntries(
    takeoverLevels.map(level => [
      level,
      Object.fromEntries(
        [...riskTiers, 'critical'].map(tier => [
          tier,
          level === 'L1_OBSERVATION' && tier !== 'read' ? 'none' : 'auto',
        ]),
      ),
    ]),
  ),
  caps: Object.fromEntries(
    environmentNames.map(name => [name, 'L5_FULLY_AUTONOMOUS']),
  ),
  rolloutStage: 3,
  autoTiers: Object.fromEntries(
    environmentNames.map(name => [name, [...riskTiers]]),
  ),
  approvals: [{ environment: '*', tier: '*', approvers: 0 }],
  selfApproval: [...environmentNames],
  lanes: defaultGuardrails.lanes.map(lane => ({
    ...lane,
    environments: [...environmentNames],
    excludedVerbs: [],
  })),
  namespaces: [],
  limits: [],
});

describe('what no guardrails may change', () => {
  const source = new PackedSource();
  const policy = new DefaultPolicyService({
    source,
    logger: mockServices.logger.mock(),
    metrics: new PolicyMetrics({
      createCounter: () => ({ add: () => {} }),
      createHistogram: () => ({ record: () => {} }),
    } as never),
  });
  afterAll(() => source.stop());
  const tryWith = async (data: GuardrailData) =>
    (await findBrokenInvariant(input => policy.evaluate(input, { data })))
      ?.invariant.id;

  it('holds by the default, and by the freest that can be written', async () => {
    expect(await tryWith(defaultGuardrails)).toBeUndefined();
    expect(await tryWith(freest)).toBeUndefined();
  });

  it('is broken by what goes against it', async () => {
    const sensitive: GuardrailData = {
      ...freest,
      rules: [
        {
          id: 'no-reads',
          effect: 'require-approval',
          when: { tiers: ['read'] },
          message: 'Ask.',
        },
      ],
    };
    expect(await tryWith(sensitive)).toBe('plain-reads-pass');
    const observation = {
      ...freest.matrix,
      L1_OBSERVATION: freest.matrix.L2_SUGGESTION,
    };
    expect(await tryWith({ ...freest, matrix: observation })).toBe(
      'observation-writes-nothing',
    );
  });

  it('is told from an engine that says the same to everything', async () => {
    const always = (decision: PolicyDecision['decision'], approvers: number) =>
      findBrokenInvariant(
        async () =>
          ({
            decision,
            approvers,
            lane: 'standard',
            constraints: {},
          } as PolicyDecision),
      );
    expect(await always('allow', 0)).toMatchObject({
      invariant: { id: 'production-needs-people' },
      name: 'low by a person',
    });
    expect((await always('deny', 0))?.invariant.id).toBe('plain-reads-pass');
    expect((await always('require_approval', 0))?.invariant.id).toBe(
      'production-needs-people',
    );
    expect((await always('require_approval', 1))?.invariant.id).toBe(
      'plain-reads-pass',
    );
  });
});
