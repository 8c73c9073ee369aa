import type { Entity } from '@backstage/catalog-model';
import { readKubernetesAnnotations, readSystemType } from '.';

function entityWith(annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'payments', ...(annotations && { annotations }) },
  };
}

describe('readSystemType', () => {
  it.each([
    [undefined, 'existing', 'default'],
    [{}, 'existing', 'default'],
    [{ 'understudy/system-type': 'developed' }, 'developed', 'annotation'],
    [{ 'understudy/system-type': ' existing ' }, 'existing', 'annotation'],
    [{ 'understudy/system-type': 'Developed!' }, 'existing', 'default'],
  ])('reads %j as %s by %s', (annotations, value, source) => {
    expect(readSystemType(entityWith(annotations))).toEqual({ value, source });
  });
});

describe('readKubernetesAnnotations', () => {
  it('says nothing where nothing is said', () => {
    expect(readKubernetesAnnotations(entityWith())).toEqual({
      selected: false,
      clusters: undefined,
      namespace: undefined,
    });
  });

  it('reads the selector, the namespace and the clusters, each once', () => {
    expect(
      readKubernetesAnnotations(
        entityWith({
          'backstage.io/kubernetes-id': 'payments',
          'backstage.io/kubernetes-namespace': 'checkout',
          'understudy/clusters': 'staging, production,,staging',
        }),
      ),
    ).toEqual({
      selected: true,
      clusters: ['staging', 'production'],
      namespace: 'checkout',
    });
  });

  it('never lets one annotation widen the other', () => {
    const read = (clusters: string, cluster: string) =>
      readKubernetesAnnotations(
        entityWith({
          'backstage.io/kubernetes-label-selector': 'app=payments',
          'understudy/clusters': clusters,
          'backstage.io/kubernetes-cluster': cluster,
        }),
      ).clusters;
    expect(read('a, b', 'b')).toEqual(['b']);
    expect(read('a, b', 'c')).toEqual([]);
    expect(read(',', '')).toEqual([]);
    expect(read('', 'c')).toEqual(['c']);
  });
});
