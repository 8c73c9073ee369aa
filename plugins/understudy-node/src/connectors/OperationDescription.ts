import type { JsonObject } from '@backstage/types';
import type {
  OperationVerb,
  RiskTier,
} from '@understudy/plugin-understudy-common';

/**
 * An operation as forms, documents and models see it.
 *
 * @public
 */
export interface OperationDescription {
  /** The id, such as `kubernetes:scale`. */
  id: string;
  /** The id of the connector that brings it. */
  connector: string;
  /** What it is called on screens. */
  title: string;
  /** What it does, and when to use it. */
  description: string;
  /** What kind of thing it does. */
  verb: OperationVerb;
  /** Whether doing it twice is the same as doing it once. */
  idempotent: boolean;
  /** Whether it can be undone. */
  reversible: boolean;
  /** The risk tier where guardrails name no other. */
  tier?: RiskTier;
  /** What it takes, as JSON Schema 2020-12. */
  inputSchema: JsonObject;
  /** Which parts of the contract it implements, beside `resolve` and `checkAccess`. */
  supports: readonly ('preview' | 'capture' | 'apply' | 'verify' | 'undo')[];
}
