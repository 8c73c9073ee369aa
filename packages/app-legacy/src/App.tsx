import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  AlertDisplay,
  OAuthRequestDialog,
  Sidebar,
  SidebarGroup,
  SidebarItem,
  SidebarPage,
  SidebarSpace,
  SignInPage,
} from '@backstage/core-components';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
} from '@backstage/plugin-catalog';
import {
  UserSettingsPage,
  UserSettingsSignInAvatar,
} from '@backstage/plugin-user-settings';
import { RiApps2Line, RiEyeLine, RiMenuLine } from '@remixicon/react';
import {
  UnderstudyPage,
  understudyPlugin,
} from '@understudy/plugin-understudy/legacy';
import { Navigate, Route } from 'react-router-dom';
import { apis } from './apis';
import { entityPage } from './entityPage';
import { oidcAuthApiRef } from './oidcAuthApiRef';

const app = createApp({
  apis,
  plugins: [catalogPlugin, understudyPlugin],
  components: {
    SignInPage: props => (
      <SignInPage
        {...props}
        provider={{
          id: 'oidc',
          title: 'OpenID Connect',
          message: 'The identity provider opens in a new window.',
          apiRef: oidcAuthApiRef,
        }}
      />
    ),
  },
});

const routes = (
  <FlatRoutes>
    <Route path="/" element={<Navigate to="catalog" />} />
    <Route path="/catalog" element={<CatalogIndexPage />} />
    <Route
      path="/catalog/:namespace/:kind/:name"
      element={<CatalogEntityPage />}
    >
      {entityPage}
    </Route>
    <Route path="/understudy" element={<UnderstudyPage />} />
    <Route path="/settings" element={<UserSettingsPage />} />
  </FlatRoutes>
);

/** A small host in the old frontend system, which shows that the plugin fits there too. */
export default app.createRoot(
  <>
    <AlertDisplay />
    <OAuthRequestDialog />
    <AppRouter>
      <SidebarPage>
        <Sidebar>
          <SidebarGroup label="Menu" icon={<RiMenuLine />}>
            <SidebarItem
              icon={() => <RiApps2Line />}
              to="catalog"
              text="Catalog"
            />
            <SidebarItem
              icon={() => <RiEyeLine />}
              to="understudy"
              text="Understudy"
            />
          </SidebarGroup>
          <SidebarSpace />
          <SidebarGroup
            label="Settings"
            icon={<UserSettingsSignInAvatar />}
            to="/settings"
          />
        </Sidebar>
        {routes}
      </SidebarPage>
    </AppRouter>
  </>,
);
