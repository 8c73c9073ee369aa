import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { UnderstudyConfig } from './readUnderstudyConfig';

function practiceClusters(config: RootConfigService): Set<string> {
  const clusters = config.getOptional('understudy.practice.clusters');
  return new Set(
    Array.isArray(clusters)
      ? clusters.map(cluster => (cluster as { name?: string })?.name ?? '')
      : [],
  );
}

/** Whether Backstage lets people in as guests, by the rules of its own provider. */
export function guestsMayEnter(config: RootConfigService): boolean {
  return (
    config.has('auth.providers.guest') &&
    (process.env.NODE_ENV === 'development' ||
      config.getOptionalBoolean(
        'auth.providers.guest.dangerouslyAllowOutsideDevelopment',
      ) === true)
  );
}

/**
 * Throws if people may enter without saying who they are while a cluster of
 * production is configured that is not there for practice.
 */
export function refuseGuestInProduction(
  config: RootConfigService,
  { environments }: UnderstudyConfig,
): void {
  const practice = practiceClusters(config);
  const real = environments
    .filter(({ name }) => name === 'production')
    .flatMap(({ clusters }) => clusters)
    .filter(cluster => !practice.has(cluster));
  if (real.length > 0 && guestsMayEnter(config)) {
    throw new Error(
      `Understudy does not start: auth.providers.guest lets anybody in, and understudy.environments has ${real.join(
        ', ',
      )} as production. Configure a real sign-in, or take the production clusters out.`,
    );
  }
}
