import type { LoggerService } from '@backstage/backend-plugin-api';
import { BundleSource } from './BundleSource';
import type { EngineSource } from './EngineSource';
import { PackedSource } from './PackedSource';
import type { PolicyConfig } from './PolicyConfig';
import { ServerSource } from './ServerSource';

/** The engine that the configuration asks for. */
export function createEngineSource(
  config: PolicyConfig,
  options: { logger: LoggerService },
): EngineSource {
  switch (config.mode) {
    case 'server':
      return new ServerSource(config.server);
    case 'bundle':
      return BundleSource.start({ ...config.bundle, logger: options.logger });
    default:
      return new PackedSource();
  }
}
