import type { Operation } from '../../connectors';
import type { OperationTrial } from './OperationTrial';

/** The parts of an operation that it may lack. */
export type OperationPart = 'preview' | 'capture' | 'apply' | 'verify' | 'undo';

/** One rule of the contract between operations and the backend. */
export interface ConnectorRule {
  /** What an operation does, in words that go on after its name. */
  rule: string;
  /** Which operations it is about; all if not given. */
  about?: (operation: Operation) => boolean;
  /** Which parts it is about, beside those that every operation has. */
  needs?: readonly OperationPart[];
  /** Whether it changes the system, so that the next rule needs another one. */
  spends?: boolean;
  /** Throws with what is wrong. */
  holds(trial: OperationTrial): Promise<void>;
}

/** Whether an operation changes nothing. */
export const reads = ({ verb }: Operation): boolean => verb === 'read';

/** Whether an operation changes something. */
export const writes = (operation: Operation): boolean => !reads(operation);
