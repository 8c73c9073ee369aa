import type {
  OperationVerb,
  RiskTier,
  StepPreview,
  Target,
  TargetIdentity,
} from '@understudy/plugin-understudy-common';
import type { ZodType } from 'zod';
import type { AccessReview } from './AccessReview';
import type { ApplyOptions } from './ApplyOptions';
import type { OperationContext } from './OperationContext';
import type { Snapshot } from './Snapshot';
import type { UndoStep } from './UndoStep';
import type { Verification } from './Verification';

/**
 * One typed verb of a connector. Reads implement `resolve` and `apply`; what
 * writes implements all that it can, and leaves out what it cannot.
 *
 * Each method throws an OperationError, within the connector's own timeout.
 *
 * @public
 */
export interface Operation<Input = unknown, Output = unknown> {
  /** `<connector>:<verb>`; it stays the same for ever. */
  id: string;
  /** What people read, such as `Scale a workload`. */
  title: string;
  /** What it does and when to use it, for people and for models. */
  description: string;
  /** What kind of thing it does. */
  verb: OperationVerb;
  /** What it takes: a strict object, so that an unknown field is refused. */
  input: ZodType<Input>;
  /** What `apply` gives. */
  output: ZodType<Output>;
  /** Whether doing it twice is the same as doing it once. */
  idempotent: boolean;
  /** Whether `undo` can give a step that takes it back. */
  reversible: boolean;
  /** How risky it is where the guardrails say nothing. */
  tier?: RiskTier;
  /** Of reads: whether this input asks for what not everybody should see. */
  sensitivity?(input: Input): 'plain' | 'sensitive';
  /** The live objects that it is about, as the connector's reader sees them. Changes nothing. */
  resolve(input: Input, context: OperationContext): Promise<Target[]>;
  /** What would happen, as the acting identity. Changes nothing. */
  preview?(
    input: Input,
    targets: readonly Target[],
    context: OperationContext,
  ): Promise<StepPreview>;
  /** What undo will need, one snapshot for each target. Changes nothing. */
  capture?(
    input: Input,
    targets: readonly Target[],
    context: OperationContext,
  ): Promise<Snapshot[]>;
  /** The effect; of a read, the answer. */
  apply?(
    input: Input,
    targets: readonly Target[],
    context: OperationContext,
    options?: ApplyOptions,
  ): Promise<Output>;
  /** Whether the effect is there. Changes nothing. */
  verify?(
    input: Input,
    targets: readonly Target[],
    context: OperationContext,
  ): Promise<Verification>;
  /** The step that takes the effect back. */
  undo?(snapshot: Snapshot): UndoStep;
  /**
   * Whether the acting identity may do all that the operation needs, one answer
   * for each target, verb and part. Changes nothing.
   */
  checkAccess(
    targets: readonly TargetIdentity[],
    context: OperationContext,
  ): Promise<AccessReview[]>;
}
