import type { RootConfigService } from '@backstage/backend-plugin-api';

const DEFAULT_PORT = 7007;

/** The address that the backend listens on, read the way Backstage reads it; an empty host means every address. */
export function readListenAddress(config: RootConfigService): {
  host: string;
  port: number;
} {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'string' || typeof listen === 'number') {
    const [port, host = ''] = String(listen).split(':').reverse();
    return { host, port: Number(port) };
  }
  return {
    host: config.getOptionalString('backend.listen.host') ?? '',
    port: config.getOptionalNumber('backend.listen.port') ?? DEFAULT_PORT,
  };
}
