import type {
  RootConfigService,
  RootInstanceMetadataService,
} from '@backstage/backend-plugin-api';
import type {
  HealthCheck,
  HealthObservation,
} from '@understudy/plugin-understudy-node';
import type { UnderstudyConfig } from '../../config/readUnderstudyConfig';

interface Door {
  id: string;
  title: string;
  look(found: {
    installed: ReadonlySet<string>;
    clusters: readonly string[];
  }): HealthObservation;
}

/**
 * The ways to change something that do not lead through Understudy, as far as
 * they can be seen from here, and how to close each.
 */
export function doorChecks(options: {
  config: UnderstudyConfig;
  rootConfig: RootConfigService;
  instance: RootInstanceMetadataService;
}): HealthCheck[] {
  const { config, rootConfig, instance } = options;

  const doors: Door[] = [
    {
      id: 'door-kubernetes-proxy',
      title: "Other doors: Backstage's Kubernetes proxy",
      look({ installed, clusters }) {
        if (!installed.has('kubernetes')) {
          return {
            status: 'ok',
            sentence:
              "Backstage's Kubernetes backend does not run in this process.",
          };
        }
        if (clusters.length === 0) {
          return { status: 'ok', sentence: 'There is no cluster behind it.' };
        }
        const where = clusters.join(', ');
        return config.permissionEnabled
          ? {
              status: 'attention',
              sentence: `Whoever has the permission kubernetes.proxy may change ${where} as far as the credentials that Backstage holds reach, past plans and approvals.`,
              action:
                'Give Backstage credentials that only read, or deny kubernetes.proxy in your permission policy; pod logs on the Kubernetes tab need it.',
            }
          : {
              status: 'failed',
              sentence: `Everybody who is signed in may change ${where} as far as the credentials that Backstage holds reach, past plans and approvals.`,
              action:
                'Set permission.enabled: true, and give Backstage credentials that only read.',
            };
      },
    },
    {
      id: 'door-pod-delete',
      title: 'Other doors: deleting pods',
      look: () =>
        rootConfig.getOptionalBoolean('kubernetes.frontend.podDelete.enabled')
          ? {
              status: 'attention',
              sentence:
                'The Kubernetes tab has a button that deletes a pod at once, past plans and approvals.',
              action:
                'Set kubernetes.frontend.podDelete.enabled: false in app-config.yaml.',
            }
          : {
              status: 'ok',
              sentence: 'The Kubernetes tab offers no deleting of pods.',
            },
    },
    {
      id: 'door-pod-exec',
      title: 'Other doors: shells in containers',
      look: () =>
        rootConfig.getOptionalBoolean('kubernetes.podExecTerminal.enabled')
          ? {
              status: 'attention',
              sentence:
                'The Kubernetes tab opens shells in containers, past plans and approvals, and keeps no record of them.',
              action:
                'Set kubernetes.podExecTerminal.enabled: false in app-config.yaml.',
            }
          : {
              status: 'ok',
              sentence: 'The Kubernetes tab offers no shells in containers.',
            },
    },
    {
      id: 'door-mcp',
      title: 'Other doors: agents through MCP',
      look: ({ installed }) =>
        installed.has('mcp-actions')
          ? {
              status: 'attention',
              sentence:
                'Agents may call the actions of all plugins in backend.actions.pluginSources, also those that change something.',
              action:
                'Leave out what changes something with backend.actions.filter in app-config.yaml.',
            }
          : {
              status: 'ok',
              sentence: 'No MCP server runs in this process.',
            },
    },
  ];

  return doors.map(({ id, title, look }) => ({
    id,
    title,
    stops: 'nothing',
    async check() {
      const plugins = await instance.getInstalledPlugins();
      return look({
        installed: new Set(plugins.map(({ pluginId }) => pluginId)),
        clusters: [...config.clusters.names, ...config.clusters.elsewhere],
      });
    },
  }));
}
