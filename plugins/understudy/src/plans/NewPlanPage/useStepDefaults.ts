import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import useAsync from 'react-use/esm/useAsync';
import { understudyApiRef } from '../../api';

/** What a step about an entity most likely starts with: where its annotations say that it runs. */
export function useStepDefaults(
  entityRef: string,
): Record<string, unknown> | undefined {
  const api = useApi(understudyApiRef);
  const { value, error } = useAsync(async () => {
    if (!entityRef) {
      return {};
    }
    const entity = parseEntityRef(entityRef);
    const { clusters } = await api.getEntityOperations(entity);
    const [cluster] = clusters.filter(({ configured }) => configured);
    return {
      ...(cluster && { cluster: cluster.name }),
      ...(cluster?.namespace && { namespace: cluster.namespace }),
      kind: 'Deployment',
      name: entity.name,
    };
  }, [api, entityRef]);
  return error ? {} : value;
}
