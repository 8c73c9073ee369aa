import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';
import { environmentNames } from '../environments';
import { operationVerbs, riskTiers } from '../plans';
import { takeoverLevels } from '../takeover';
import { approvalLaneIds } from './approvalLaneIds';
import type { GuardrailData } from './GuardrailData';
import { takeoverActions } from './takeoverActions';
import { weekdays } from './weekdays';

const MOST = 500;

function list<T extends z.ZodType>(item: T) {
  return z.array(item).max(MOST, `must not have more than ${MOST} entries`);
}

/** A condition: left out it means everything, so an empty one would mean what? */
function some<T extends z.ZodType<unknown[]>>(values: T) {
  return values
    .refine(
      found => found.length > 0,
      'must not be empty; leave it out to mean everything',
    )
    .optional();
}

/** A list in which nothing stands twice. */
function unique<T extends z.ZodType>(
  item: T,
  keyOf: (value: z.output<T>) => string,
  field?: string,
) {
  return list(item).superRefine((values, context) => {
    const seen = new Set<string>();
    values.forEach((value, index) => {
      const key = keyOf(value);
      if (seen.has(key)) {
        context.addIssue({
          code: 'custom',
          path: field ? [index, field] : [index],
          message: `stands in the list already: ${key}`,
        });
      }
      seen.add(key);
    });
  });
}

function count(most: number) {
  return z
    .number()
    .int('must be a whole number')
    .min(0, 'must not be negative')
    .max(most, `must not be more than ${most}`);
}

const environment = z.enum(environmentNames);
const somewhere = z.enum([...environmentNames, '*']);
const environments = unique(environment, String);
const tier = z.enum(riskTiers);
const verb = z.enum(operationVerbs);
const level = z.enum(takeoverLevels);
const words = z.string().trim().min(1, 'must not be empty').max(1000);

const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}$/,
    'must be a short word of lower case letters, digits, ., - and _',
  );

const operationPattern = z
  .string()
  .max(128)
  .regex(
    /^[a-z][a-z0-9-]*:(\*|[a-z][a-z0-9-]*(:[a-z][a-z0-9-]*)*(:\*)?)$/,
    'must be an operation such as kubernetes:scale, or kubernetes:*',
  );

const globs = list(
  z
    .string()
    .regex(
      /^[a-zA-Z0-9*][a-zA-Z0-9*._-]{0,252}$/,
      'must be a name; * stands for anything',
    ),
);

/** As the catalog writes it: policy compares letter by letter. */
const entityRef = z
  .string()
  .max(300, 'must not have more than 300 characters')
  .refine(value => {
    try {
      const { kind, namespace, name } = parseEntityRef(value);
      return Boolean(kind && namespace && name) && value.includes(':');
    } catch {
      return false;
    }
  }, 'must be an entity reference such as component:default/payments')
  .transform(value => stringifyEntityRef(parseEntityRef(value)));

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00');

const timeZone = z.string().refine(value => {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: value }));
  } catch {
    return false;
  }
}, 'must be a time zone such as Europe/Berlin');

function dayOf(moment: number): string | undefined {
  return Number.isNaN(moment)
    ? undefined
    : new Date(moment).toISOString().slice(0, 10);
}

const moment = z.string().refine(
  value =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(value) &&
    // A 30th of February is read as the 2nd of March, and 24:00 as the next day.
    dayOf(Date.parse(value)) === value.slice(0, 10),
  'must be a moment in UTC such as 2026-12-24T17:00:00Z',
);

const labels = z.record(
  z.string().min(1).max(317),
  z.string().max(63, 'must not have more than 63 characters'),
);

const tierRule = z
  .strictObject({
    operation: z
      .string()
      .refine(
        value =>
          value.startsWith('verb:')
            ? verb.safeParse(value.slice(5)).success
            : operationPattern.safeParse(value).success,
        'must be an operation such as kubernetes:scale, kubernetes:*, or a verb such as verb:delete',
      )
      .describe('kubernetes:scale, kubernetes:* or verb:delete'),
    tier,
    when: z
      .strictObject({
        scaleUpAtMost: count(1000).optional(),
        scaleToZero: z.literal(true).optional(),
      })
      .refine(
        when =>
          (when.scaleUpAtMost === undefined) !==
          (when.scaleToZero === undefined),
        'must say either scaleUpAtMost or scaleToZero',
      )
      .optional(),
  })
  .refine(
    rule =>
      rule.tier !== 'read' ||
      !rule.operation.startsWith('verb:') ||
      rule.operation === 'verb:read',
    { path: ['tier'], message: 'must not be read for what writes' },
  )
  .describe('Which tier an operation has');

const approvalRule = z.strictObject({
  id,
  groups: list(entityRef).describe(
    'Members of any of these groups; empty means everybody who may approve',
  ),
  count: count(20).min(1, 'must be at least 1'),
});

const approval = z.strictObject({
  environment: somewhere,
  tier: z.enum([...riskTiers, '*', 'destructive', 'critical']),
  approvers: count(20).describe('How many different people'),
  rules: unique(approvalRule, rule => rule.id, 'id').optional(),
});

const lane = z.strictObject({
  id: z.enum(approvalLaneIds),
  enabled: z.boolean(),
  environments,
  reviewHours: count(720).min(1).optional(),
  breakGlassAfterMinutes: count(1440).min(1).optional(),
  excludedVerbs: unique(verb, String).optional(),
});

const window = z
  .strictObject({
    id,
    environments: environments.min(1, 'must name an environment'),
    entities: some(list(entityRef)),
    days: unique(z.enum(weekdays), String).min(1, 'must name a day'),
    from: time,
    to: z.union([time, z.literal('24:00')], 'must be a time such as 06:00'),
    timeZone,
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'must differ from the beginning; a whole day is 00:00 to 24:00',
  });

const freeze = z
  .strictObject({
    id,
    from: moment,
    to: moment.optional(),
    environments: some(environments),
    entities: some(list(entityRef)),
    reason: words,
  })
  .refine(
    ({ from, to }) => to === undefined || Date.parse(from) < Date.parse(to),
    { path: ['to'], message: 'must be later than the beginning' },
  );

const rule = z.strictObject({
  id,
  effect: z.enum(['deny', 'require-approval']),
  when: z.strictObject({
    environments: some(environments),
    operations: some(list(operationPattern)),
    verbs: some(unique(verb, String)),
    tiers: some(unique(tier, String)),
    entities: some(list(entityRef)),
    namespaces: some(globs),
    actors: some(unique(z.enum(['agent', 'user']), String)),
  }),
  approvers: count(20).min(1, 'must be at least 1').optional(),
  message: words,
  remediation: words.optional(),
});

const action = z.enum(takeoverActions);

/** What guardrail data may say; the types are {@link GuardrailData}. */
export const guardrailSchema: z.ZodType<GuardrailData> = z.strictObject({
  schemaVersion: z.literal(1),
  tiers: unique(tierRule, value =>
    JSON.stringify([value.operation, value.when]),
  ).describe('Which operation has which risk tier'),
  productionRaises: z
    .boolean()
    .describe('In production, medium counts as high'),
  criticalVerbs: unique(verb, String).describe(
    'What is critical, whatever its tier',
  ),
  matrix: z
    .record(
      level,
      z.strictObject({
        read: action,
        low: action,
        medium: action,
        high: action,
        critical: action,
      }),
    )
    .describe('What each takeover level makes of each tier'),
  caps: z
    .record(environment, level)
    .describe('The highest takeover level of each environment'),
  rolloutStage: z
    .union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
    .describe(
      '0: nothing is written; 1: every write needs approval; 2: listed tiers run by themselves; 3: all of the matrix',
    ),
  autoTiers: z
    .partialRecord(environment, unique(tier, String))
    .describe('Which tiers run by themselves where, from stage 2 on'),
  approvals: list(approval).describe('How many people approve what'),
  selfApproval: environments.describe(
    'Where people may approve what they asked for; never in production',
  ),
  lanes: unique(lane, value => value.id, 'id').describe(
    'The ways to an authorisation',
  ),
  expiryMinutes: z
    .strictObject({
      standard: count(43_200).min(1),
      incident: count(1_440).min(1),
      elevation: count(240).min(1),
    })
    .describe('After how many minutes a request expires'),
  windows: unique(window, value => value.id, 'id').describe(
    'When writes may happen; where none applies, always',
  ),
  freezes: unique(freeze, value => value.id, 'id').describe(
    'When nothing is written',
  ),
  namespaces: list(
    z.strictObject({
      allowed: some(globs),
      denied: some(globs),
      environments: some(environments),
    }),
  ).describe('Which namespaces may be written to'),
  labelSelectors: list(
    z.strictObject({
      require: labels.optional(),
      deny: labels.optional(),
      environments: some(environments),
    }),
  ).describe('Which labels objects must have, or must not have'),
  limits: list(
    z.strictObject({
      environment: somewhere,
      maxTargets: count(100_000).optional(),
      maxPods: count(100_000).optional(),
      maxReplicas: count(100_000).optional(),
      maxPercentOfReady: count(100).optional(),
    }),
  ).describe('How much one plan may reach'),
  rules: unique(rule, value => value.id, 'id').describe('Further rules'),
});
