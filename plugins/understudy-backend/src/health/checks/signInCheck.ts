import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { HealthCheck } from '@understudy/plugin-understudy-node';
import { guestsMayEnter } from '../../config/refuseGuestInProduction';

/** Whether people must say who they are. */
export function signInCheck(options: {
  rootConfig: RootConfigService;
}): HealthCheck {
  const { rootConfig } = options;
  return {
    id: 'sign-in',
    title: 'Sign-in',
    stops: 'writes',
    async check() {
      if (
        rootConfig.getOptionalBoolean(
          'backend.auth.dangerouslyDisableDefaultAuthPolicy',
        )
      ) {
        return {
          status: 'failed',
          sentence:
            'backend.auth.dangerouslyDisableDefaultAuthPolicy is set: other plugins of this Backstage answer people who are not signed in.',
          action: 'Take that line out of the configuration.',
        };
      }
      if (guestsMayEnter(rootConfig)) {
        return {
          status: 'attention',
          sentence:
            'Anybody may enter as a guest, so nobody knows who did what. That is for development only.',
          action: 'Configure a real sign-in and remove auth.providers.guest.',
          link: 'https://backstage.io/docs/auth/',
        };
      }
      if (rootConfig.has('understudy.practice.identity')) {
        return {
          status: 'attention',
          sentence:
            'The practice identity provider lets anybody sign in as any of its people. That is for development only.',
          action:
            'For real use, configure your own issuer under auth.providers.oidc and remove understudy.practice.identity.',
        };
      }
      const providers = rootConfig.getOptionalConfig('auth.providers');
      if (!providers?.keys().some(provider => provider !== 'guest')) {
        return {
          status: 'attention',
          sentence:
            'auth.providers has no provider, so people cannot say who they are.',
          action: 'Configure your sign-in under auth.providers.',
          link: 'https://backstage.io/docs/auth/',
        };
      }
      return {
        status: 'ok',
        sentence: 'People sign in through your own provider.',
      };
    },
  };
}
