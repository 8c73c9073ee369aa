import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_ID,
  type EntityOperations,
} from '@understudy/plugin-understudy-common';
import type { UnderstudyConfig } from '../config/readUnderstudyConfig';
import type { Location } from './locate';

type NextStep = EntityOperations['nextStep'];

/** The kinds that run somewhere. */
const RUNNING_KINDS = ['component', 'resource'];

const CONFIG_LINK =
  'https://backstage.io/docs/features/kubernetes/configuration';
const CONSOLE_LINK = '/understudy';

function lines(...text: string[]): string {
  return text.join('\n');
}

function list(names: readonly string[]): string {
  return names.join(', ');
}

/** What a person would do next to have an entity operated here. */
export function nextStep(
  entity: Entity,
  location: Location,
  config: Pick<UnderstudyConfig, 'clusters'>,
): NextStep {
  const { name } = entity.metadata;
  const unconfigured = location.clusters
    .filter(cluster => !cluster.configured)
    .map(cluster => cluster.name);
  const unknown = location.clusters
    .filter(cluster => cluster.environmentSource === 'unknown')
    .map(cluster => cluster.name);
  const { names, elsewhere } = config.clusters;

  if (!RUNNING_KINDS.includes(entity.kind.toLocaleLowerCase('en-US'))) {
    return {
      title: 'Open one of its components',
      why: `A ${entity.kind} does not run by itself: components and resources are what is operated.`,
    };
  }
  if (!location.selected) {
    return {
      title: `Add the annotation ${ANNOTATION_KUBERNETES_ID}`,
      why: 'Without it nobody can tell which objects in a cluster belong to this entity. The objects carry the same word as their label.',
      example: lines(
        'metadata:',
        '  annotations:',
        `    ${ANNOTATION_KUBERNETES_ID}: ${name}`,
      ),
    };
  }
  if (names.length === 0 && unconfigured.length === 0) {
    return {
      title: 'Tell Backstage about a cluster',
      why:
        elsewhere.length > 0
          ? `Clusters that come from ${elsewhere.join(
              ' and ',
            )} are not seen by this version; name them in app-config.yaml.`
          : 'The configuration names no cluster yet.',
      link: CONFIG_LINK,
      example: clusterExample('my-cluster'),
    };
  }
  if (location.clusters.length === 0) {
    return {
      title: 'Correct the annotations that name clusters',
      why: 'Together they leave no cluster over: understudy/clusters and backstage.io/kubernetes-cluster must have one in common.',
    };
  }
  if (unconfigured.length > 0) {
    return {
      title: `Tell Backstage about ${list(unconfigured)}`,
      why: `The annotations name ${list(unconfigured)}, but ${
        names.length > 0
          ? `Backstage knows only ${list(names)}`
          : 'Backstage knows no cluster'
      }.`,
      link: CONFIG_LINK,
      example: clusterExample(unconfigured[0]),
    };
  }
  if (unknown.length > 0) {
    return {
      title: `Say which environment ${list(unknown)} belongs to`,
      why: 'No environment has it, so the rules of production hold there: every write would need a person and approval.',
      example: lines(
        'understudy:',
        '  environments:',
        '    - name: development',
        `      clusters: [${unknown[0]}]`,
      ),
    };
  }
  return {
    title: 'Nothing is missing here',
    why: 'It is known where this runs and which rules hold there. Plans can be prepared, previewed and approved, and nothing runs them by itself yet; the Health page says what the installation as a whole still needs.',
    link: CONSOLE_LINK,
  };
}

function clusterExample(name: string): string {
  return lines(
    'kubernetes:',
    '  clusterLocatorMethods:',
    '    - type: config',
    '      clusters:',
    `        - name: ${name}`,
    '          url: https://…',
    '          authProvider: serviceAccount',
  );
}
