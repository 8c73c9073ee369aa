import { OAuth2 } from '@backstage/core-app-api';
import {
  ApiBlueprint,
  configApiRef,
  createFrontendModule,
  discoveryApiRef,
  oauthRequestApiRef,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { RiShieldUserLine } from '@remixicon/react';
import { oidcAuthApiRef } from './oidcAuthApiRef';

/** Signing in through OIDC: the practice identity on a laptop, a real issuer elsewhere. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ApiBlueprint.make({
      name: 'oidc-auth',
      params: defineParams =>
        defineParams({
          api: oidcAuthApiRef,
          deps: {
            configApi: configApiRef,
            discoveryApi: discoveryApiRef,
            oauthRequestApi: oauthRequestApiRef,
          },
          factory: ({ configApi, discoveryApi, oauthRequestApi }) =>
            OAuth2.create({
              configApi,
              discoveryApi,
              oauthRequestApi,
              environment: configApi.getOptionalString('auth.environment'),
              defaultScopes: ['openid', 'profile', 'email'],
              provider: {
                id: 'oidc',
                title: 'OpenID Connect',
                icon: () => <RiShieldUserLine />,
              },
            }),
        }),
    }),
    SignInPageBlueprint.make({
      params: {
        loader: () => import('./SignInPage').then(m => m.SignInPage),
      },
    }),
  ],
});
