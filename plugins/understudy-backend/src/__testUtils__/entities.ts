import type { Entity } from '@backstage/catalog-model';

function component(
  name: string,
  annotations: Record<string, string>,
  extra: Partial<Entity> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/team-checkout' },
      { type: 'partOf', targetRef: 'system:default/checkout' },
    ],
    ...extra,
  };
}

function group(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
  };
}

/** What the catalog of the tests has. */
export const entities: Entity[] = [
  component('payments', {
    'understudy/system-type': 'developed',
    'understudy/clusters': 'development, production',
    'backstage.io/kubernetes-id': 'payments',
    'backstage.io/kubernetes-namespace': 'checkout',
  }),
  component('plain', {}),
  {
    ...component('payments-api', {}),
    kind: 'API',
  },
  group('team-checkout'),
  group('sre'),
  group('platform'),
  group('compliance'),
];
