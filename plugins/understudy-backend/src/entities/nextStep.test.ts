import type { Entity } from '@backstage/catalog-model';
import { parseEnvironments } from '@understudy/plugin-understudy-common';
import { locate } from './locate';
import { nextStep } from './nextStep';

const ID = { 'backstage.io/kubernetes-id': 'payments' };

function ask(given: {
  annotations?: Record<string, string>;
  kind?: string;
  clusters?: string[];
  elsewhere?: string[];
  environments?: unknown;
}) {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: given.kind ?? 'Component',
    metadata: { name: 'payments', annotations: given.annotations ?? {} },
  };
  const config = {
    clusters: { names: given.clusters ?? [], elsewhere: given.elsewhere ?? [] },
    environments: parseEnvironments(given.environments),
  };
  const location = locate(entity, config);
  return { location, next: nextStep(entity, location, config) };
}

describe('the next step', () => {
  it('of what does not run is its components', () => {
    expect(ask({ kind: 'API' }).next.title).toBe('Open one of its components');
  });

  it('without an annotation is the annotation, to copy', () => {
    for (const given of [{}, { annotations: { 'understudy/clusters': 'a' } }]) {
      const { next } = ask({ clusters: ['a'], ...given });
      expect(next.title).toBe('Add the annotation backstage.io/kubernetes-id');
      expect(next.example).toBe(
        'metadata:\n  annotations:\n    backstage.io/kubernetes-id: payments',
      );
    }
  });

  it('without any cluster is the configuration of one', () => {
    expect(ask({ annotations: ID }).next).toMatchObject({
      title: 'Tell Backstage about a cluster',
      why: 'The configuration names no cluster yet.',
      example: expect.stringContaining('clusterLocatorMethods'),
    });
    expect(
      ask({ annotations: ID, elsewhere: ['the catalog'] }).next.why,
    ).toContain('Clusters that come from the catalog are not seen');
  });

  it('with annotations that exclude each other is to correct them', () => {
    const { location, next } = ask({
      annotations: {
        ...ID,
        'understudy/clusters': 'a',
        'backstage.io/kubernetes-cluster': 'b',
      },
      clusters: ['a', 'b'],
    });
    expect(location.clusters).toEqual([]);
    expect(next.title).toBe('Correct the annotations that name clusters');
  });

  it('with a cluster that nobody knows is the configuration of that one', () => {
    const { location, next } = ask({
      annotations: { ...ID, 'understudy/clusters': 'eu, us' },
      clusters: ['eu'],
      environments: [{ name: 'test', clusters: ['eu', 'us'] }],
    });
    expect(location.clusters).toMatchObject([
      { name: 'eu', configured: true },
      { name: 'us', configured: false },
    ]);
    expect(next).toMatchObject({
      title: 'Tell Backstage about us',
      why: 'The annotations name us, but Backstage knows only eu.',
      example: expect.stringContaining('- name: us'),
    });
    expect(
      ask({ annotations: { ...ID, 'understudy/clusters': 'eu' } }).next.why,
    ).toBe('The annotations name eu, but Backstage knows no cluster.');
  });

  it('with a cluster of no environment is to give it one; until then production rules hold', () => {
    const { location, next } = ask({ annotations: ID, clusters: ['dev'] });
    expect(location.clusters).toEqual([
      {
        name: 'dev',
        configured: true,
        environment: 'production',
        environmentSource: 'unknown',
      },
    ]);
    expect(location.environments).toMatchObject([
      { name: 'production', clusters: ['dev'], cap: 'L2_SUGGESTION' },
    ]);
    expect(next.title).toBe('Say which environment dev belongs to');
    expect(next.example).toContain('clusters: [dev]');
  });

  it('with everything known is nothing', () => {
    const { location, next } = ask({
      annotations: ID,
      clusters: ['eu', 'dev'],
      environments: [
        { name: 'production', clusters: ['eu'] },
        { name: 'development', clusters: ['dev'] },
      ],
    });
    expect(location.environments.map(({ name }) => name)).toEqual([
      'development',
      'production',
    ]);
    expect(next.title).toBe('Nothing is missing here');
  });
});
