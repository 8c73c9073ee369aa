import type { EngineSource } from './EngineSource';
import { PackedSource } from './PackedSource';
import type { PolicyConfig } from './PolicyConfig';
import { ServerSource } from './ServerSource';

/** The engine that the configuration asks for. */
export function createEngineSource(config: PolicyConfig): EngineSource {
  return config.mode === 'server'
    ? new ServerSource(config.server)
    : new PackedSource();
}
