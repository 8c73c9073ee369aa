import { OAuth2 } from '@backstage/core-app-api';
import {
  configApiRef,
  createApiFactory,
  discoveryApiRef,
  oauthRequestApiRef,
} from '@backstage/core-plugin-api';
import { RiShieldUserLine } from '@remixicon/react';
import { createElement } from 'react';
import { oidcAuthApiRef } from './oidcAuthApiRef';

/** The one API that the app adds to those of Backstage: signing in. */
export const apis = [
  createApiFactory({
    api: oidcAuthApiRef,
    deps: {
      configApi: configApiRef,
      discoveryApi: discoveryApiRef,
      oauthRequestApi: oauthRequestApiRef,
    },
    factory: deps =>
      OAuth2.create({
        ...deps,
        environment: deps.configApi.getOptionalString('auth.environment'),
        defaultScopes: ['openid', 'profile', 'email'],
        provider: {
          id: 'oidc',
          title: 'OpenID Connect',
          icon: () => createElement(RiShieldUserLine),
        },
      }),
  }),
];
