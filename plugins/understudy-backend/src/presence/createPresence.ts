import type {
  AuditorService,
  AuthService,
  DiscoveryService,
  HttpRouterService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { Knex } from 'knex';
import type { AccessService } from '../access/types';
import type { ApiRouter } from '../http/ApiRouter';
import type { LedgerRecorder } from '../ledger/types';
import { BrowserCookie } from './BrowserCookie';
import {
  createPresenceCallback,
  presenceCallbackPath,
} from './createPresenceCallback';
import { DefaultPresenceService } from './DefaultPresenceService';
import { OidcSignIn } from './OidcSignIn';
import { PresenceStore } from './PresenceStore';
import { readPresenceConfig } from './readPresenceConfig';
import { addPresenceRoutes } from './router';
import type { PresenceService, SignInProvider } from './types';

const nobody: SignInProvider = {
  async authorizationUrl() {
    throw new Error('Presence cannot be proven here');
  },
  async verify() {
    throw new Error('Presence cannot be proven here');
  },
};

/** What proves presence here, with its routes and what the Health page says about it. */
export function createPresence(options: {
  access: AccessService;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  logger: LoggerService;
  rootConfig: RootConfigService;
  knex: Knex;
  record: LedgerRecorder;
  entries(ids: readonly string[]): Promise<Map<string, LedgerEntry>>;
}): {
  presence: PresenceService;
  check: HealthCheck;
  addRoutes(routes: {
    api: ApiRouter;
    httpRouter: HttpRouterService;
    requestsPerMinute: number;
  }): void;
} {
  const { rootConfig, discovery, knex } = options;
  const read = readPresenceConfig(rootConfig);
  const redirectUri = async () =>
    `${await discovery.getExternalBaseUrl(
      'understudy',
    )}${presenceCallbackPath}`;
  const presence = DefaultPresenceService.create({
    ...options,
    read,
    store: new PresenceStore(knex),
    provider: read.possible
      ? OidcSignIn.create({ ...options, config: read.config, redirectUri })
      : nobody,
  });
  const cookie = BrowserCookie.create({
    appUrl: rootConfig.getOptionalString('app.baseUrl'),
    backendUrl: rootConfig.getOptionalString('backend.baseUrl'),
  });
  return {
    presence,
    check: presenceCheck(presence),
    addRoutes({ api, httpRouter, requestsPerMinute }) {
      addPresenceRoutes({ api, presence, cookie, redirectUri });
      httpRouter.addAuthPolicy({
        path: presenceCallbackPath,
        allow: 'unauthenticated',
      });
      httpRouter.use(
        createPresenceCallback({
          ...options,
          presence,
          cookie,
          requestsPerMinute,
        }),
      );
    },
  };
}

function presenceCheck(presence: PresenceService): HealthCheck {
  return {
    id: 'presence',
    title: 'Presence',
    stops: 'nothing',
    async check() {
      const { possible, sentence } = presence.status();
      return possible
        ? { status: 'ok', sentence }
        : {
            status: 'attention',
            sentence: `${sentence} Approvals in production ask for it, and are refused until then.`,
            action:
              'Set auth.providers.oidc or understudy.presence.oidc in app-config.yaml, then restart the backend.',
          };
    },
  };
}
