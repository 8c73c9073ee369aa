import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { GuardrailData } from '@understudy/plugin-understudy-common';
import useAsync from 'react-use/esm/useAsync';
import { policyApiRef } from '../../policies/policyApiRef';
import type { KnownForFacts } from './factsRequestOf';

/** What facts of a plan for an entity are computed from, asked once. */
export function useKnownForFacts(entityRef: string) {
  const policyApi = useApi(policyApiRef);
  const catalogApi = useApi(catalogApiRef);
  return useAsync(async (): Promise<KnownForFacts | undefined> => {
    if (!entityRef) {
      return undefined;
    }
    const [active, levels, freezes, entity] = await Promise.all([
      policyApi.getActive(),
      policyApi.getLevels(entityRef),
      policyApi.listFreezes(),
      catalogApi.getEntityByRef(parseEntityRef(entityRef)),
    ]);
    return {
      guardrails: active.data as unknown as GuardrailData,
      levels,
      freezes: freezes.items,
      dependants: (entity?.relations ?? [])
        .filter(({ type }) => type === 'dependencyOf')
        .map(({ targetRef }) => targetRef),
    };
  }, [policyApi, catalogApi, entityRef]);
}
