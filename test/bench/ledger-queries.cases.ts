import { seldom } from '../../plugins/understudy-backend/src/ledger/__testUtils__/EntryStory';
import type { AuditFilters } from '../../plugins/understudy-backend/src/ledger/reading/AuditFilters';
import type { AuditScope } from '../../plugins/understudy-backend/src/ledger/reading/AuditScope';

/** One search that the audit page can ask for. */
interface Case {
  name: string;
  filters: AuditFilters;
  scope?: AuditScope;
  order?: 'oldest';
}

const service = (number: number) => `component:default/service-${number}`;

/** Every filter alone, and in pairs, for values that are frequent, rare, gone or never there. */
export function casesOf(options: {
  correlationId: string;
  planId: string;
  /** The time before which a share of the entries was written. */
  at: (share: number) => string;
}): Case[] {
  const { at, correlationId, planId } = options;
  const entityRef = [service(0)];
  const rareEntity = [seldom.entityRef];
  const retired = [seldom.retiredEntityRef];
  const actor = ['user:default/person-0'];
  const rareActor = ['user:default/person-299'];
  return [
    { name: 'no filter', filters: {} },
    { name: 'no filter, oldest first', filters: {}, order: 'oldest' },
    { name: 'entity, frequent', filters: { entityRef } },
    { name: 'entity, rare', filters: { entityRef: rareEntity } },
    { name: 'entity, only long ago', filters: { entityRef: retired } },
    { name: 'entity, never', filters: { entityRef: ['component:default/no'] } },
    { name: 'project', filters: { project: ['checkout'] } },
    { name: 'environment', filters: { environment: ['production'] } },
    { name: 'environment, less', filters: { environment: ['development'] } },
    { name: 'cluster', filters: { cluster: ['production-2'] } },
    { name: 'operation type', filters: { operationType: ['rollback'] } },
    { name: 'action', filters: { action: ['kubernetes:scale'] } },
    { name: 'action, rare', filters: { action: [seldom.action] } },
    { name: 'actor, frequent', filters: { actor } },
    { name: 'actor, rare', filters: { actor: rareActor } },
    { name: 'outcome', filters: { outcome: ['success'] } },
    { name: 'outcome, two', filters: { outcome: ['failure', 'denied'] } },
    { name: 'decision', filters: { decision: ['require-approval'] } },
    { name: 'decision, never', filters: { decision: ['deny'] } },
    { name: 'rule', filters: { ruleId: ['risk.read'] } },
    { name: 'rule, rare', filters: { ruleId: [seldom.ruleId] } },
    { name: 'correlation', filters: { correlationId } },
    { name: 'plan', filters: { planId } },
    { name: 'source', filters: { source: ['slack'] } },
    { name: 'kind', filters: { kind: ['outcome'] } },
    { name: 'time, an hour', filters: { from: at(0.5), to: at(0.5002) } },
    { name: 'time, half', filters: { to: at(0.5) } },
    { name: 'text, frequent', filters: { text: 'kubectl' } },
    { name: 'text, beginning', filters: { text: 'roll' } },
    { name: 'text, rare', filters: { text: seldom.word } },
    { name: 'text, rare beginning', filters: { text: 'holly' } },
    { name: 'text, only long ago', filters: { text: 'retired' } },
    { name: 'text, never', filters: { text: 'hippopotamus' } },
    { name: 'text, three words', filters: { text: 'restart queue grows' } },
    { name: 'text, a ticket', filters: { text: 'OPS-4711 ' } },
    {
      name: 'environment and outcome',
      filters: { environment: ['production'], outcome: ['denied'] },
    },
    {
      name: 'environment and outcome that never meet',
      filters: { environment: ['production'], decision: ['deny'] },
    },
    {
      name: 'entity and outcome',
      filters: { entityRef, outcome: ['failure'] },
    },
    {
      name: 'rare entity and outcome',
      filters: { entityRef: rareEntity, outcome: ['success'] },
    },
    {
      name: 'actor and cluster',
      filters: { actor, cluster: ['development'] },
    },
    {
      name: 'rare actor and rare entity',
      filters: { actor: rareActor, entityRef: rareEntity },
    },
    {
      name: 'frequent actor and kind and entity that never meet',
      filters: {
        actor: ['user:default/person-1'],
        entityRef: retired,
        kind: ['outcome'],
        outcome: ['cancelled'],
      },
    },
    {
      name: 'sign-ins in an environment, which are none',
      filters: { operationType: ['sign_in'], environment: ['production'] },
    },
    {
      name: 'time and actor',
      filters: { actor, from: at(0.2), to: at(0.3) },
    },
    {
      name: 'rule and action',
      filters: { ruleId: ['risk.write'], action: ['kubernetes:scale'] },
    },
    {
      name: 'text and environment',
      filters: { text: 'latency', environment: ['development'] },
    },
    { name: 'rare text and entity', filters: { text: seldom.word, entityRef } },
    {
      name: 'text and rare entity',
      filters: { text: 'kubectl', entityRef: rareEntity },
    },
    {
      name: 'text and time',
      filters: { text: 'certificate', from: at(0.4), to: at(0.41) },
    },
    {
      name: 'owner of three entities',
      filters: {},
      scope: {
        kind: 'owned',
        entityRefs: [service(3), service(390), seldom.entityRef],
      },
    },
    {
      name: 'owner of one rare entity',
      filters: { outcome: ['success'] },
      scope: { kind: 'owned', entityRefs: rareEntity },
    },
    {
      name: 'owner of 200 entities',
      filters: { text: 'latency' },
      scope: {
        kind: 'owned',
        entityRefs: Array.from({ length: 200 }, (_, i) => service(100 + i)),
      },
    },
  ];
}
