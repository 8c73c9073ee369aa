import { useApi } from '@backstage/frontend-plugin-api';
import {
  entryOutcomes,
  entrySources,
  operationTypes,
} from '@understudy/plugin-understudy-common';
import { useMemo } from 'react';
import type { AuditFacetField } from '../../audit/AuditTypes';
import { auditApiRef } from '../../audit/auditApiRef';
import type { FilterField } from '../../components/FilterBar';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';

/** Every filter of the audit page: the fixed values by their words, the others as the server has seen them. */
export function useFilterFields(): FilterField[] {
  const api = useApi(auditApiRef);
  const t = useText();
  return useMemo(() => {
    const seen = (field: AuditFacetField) => async () => {
      const facet = await api.getFacet(field, {});
      return (facet?.values ?? []).map(value => ({
        value,
        label: shortRef(value),
      }));
    };
    const field = (
      id: AuditFacetField | 'correlationId' | 'planId',
      rest: Partial<FilterField>,
    ): FilterField => ({ id, label: t(`audit.filter.${id}`), ...rest });
    return [
      field('entityRef', { quick: true, options: seen('entityRef') }),
      field('environment', {
        quick: true,
        options: (
          ['production', 'pre-production', 'test', 'development'] as const
        ).map(value => ({ value, label: t(`environment.${value}`) })),
      }),
      field('actor', { quick: true, options: seen('actor') }),
      field('operationType', {
        quick: true,
        options: operationTypes.map(value => ({
          value,
          label: t(`entry.operationType.${value}`),
        })),
      }),
      field('outcome', {
        quick: true,
        options: entryOutcomes.map(value => ({
          value,
          label: t(`entry.outcome.${value}`),
        })),
      }),
      field('ruleId', { quick: true, options: seen('ruleId') }),
      field('cluster', { options: seen('cluster') }),
      field('action', { options: seen('action') }),
      field('project', { options: seen('project') }),
      field('decision', {
        options: (['allow', 'require-approval', 'deny'] as const).map(
          value => ({ value, label: t(`entry.decisionWord.${value}`) }),
        ),
      }),
      field('source', {
        options: entrySources.map(value => ({
          value,
          label: t(`entry.source.${value}`),
        })),
      }),
      field('kind', {
        options: (['event', 'intent', 'outcome'] as const).map(value => ({
          value,
          label: t(`audit.kind.${value}`),
        })),
      }),
      field('correlationId', { text: {} }),
      field('planId', { text: {} }),
    ];
  }, [api, t]);
}
