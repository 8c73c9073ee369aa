/**
 * What an engine gets to start a run: ids and nothing else. Whatever the run
 * does it looks up, and checks again.
 *
 * @public
 */
export interface RunRequest {
  /** The run; the same id never runs twice. */
  runId: string;
  /** The plan that it executes. */
  planId: string;
}

/**
 * How far an engine is with a run.
 *
 * @public
 */
export interface RunStanding {
  /** The run. */
  runId: string;
  /** Whether the engine has it waiting, works on it, or is done with it. */
  status: 'waiting' | 'running' | 'ended';
  /** What people may be told, in one sentence. */
  sentence: string;
}

/**
 * The door to an existing engine that executes runs durably, such as the task
 * broker of the scaffolder. It decides nothing: making, retrying or cancelling
 * its tasks by hand changes nothing about what may run.
 *
 * @public
 */
export interface RunEngine {
  /** Lower case letters, digits and hyphens. */
  id: string;
  /** What people read. */
  title: string;
  /** Hands a run over. The same run handed over twice runs once. */
  start(request: RunRequest): Promise<void>;
  /** Asks a run to stop before its next step. */
  cancel(request: { runId: string; reason: string }): Promise<void>;
  /** How far a run is; undefined for a run that the engine does not know. */
  get(request: { runId: string }): Promise<RunStanding | undefined>;
}
