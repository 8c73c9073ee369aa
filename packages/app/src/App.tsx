import { createApp } from '@backstage/frontend-defaults';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import appModuleUserSettings from '@backstage/plugin-app-module-user-settings';
import authPlugin from '@backstage/plugin-auth';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import kubernetesPlugin from '@backstage/plugin-kubernetes/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import understudyPlugin from '@understudy/plugin-understudy';
import { homeModule } from './home/homeModule';
import { layoutModule } from './layout/layoutModule';
import { signInModule } from './signIn/signInModule';
import { themesModule } from './theme/themesModule';

/**
 * The example host. Every feature is named here rather than discovered, so that this file says
 * what the app consists of, and the bundle is the same whatever the configuration says.
 */
export default createApp({
  features: [
    apiDocsPlugin,
    appModuleUserSettings,
    authPlugin,
    catalogPlugin,
    catalogGraphPlugin,
    kubernetesPlugin,
    notificationsPlugin,
    orgPlugin,
    scaffolderPlugin,
    searchPlugin,
    signalsPlugin,
    techdocsPlugin,
    userSettingsPlugin,
    understudyPlugin,
    homeModule,
    layoutModule,
    signInModule,
    themesModule,
  ],
});
