import type { PolicyEngine } from './PolicyEngine';
import type { PolicyMode } from './types';

/** Where the engine comes from that evaluates now. */
export interface EngineSource {
  readonly mode: PolicyMode;
  /** What to do when there is none, or when it fails. */
  readonly remedy: string;
  /** Throws with a sentence if there is none. */
  engine(): PolicyEngine;
  /** What is wrong although there is one. */
  warning?(): string | undefined;
  stop(): Promise<void>;
}
