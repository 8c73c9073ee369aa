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
  id: string;
  /** The id of the connector that brings it. */
  connector: string;
  title: string;
  description: string;
  verb: OperationVerb;
  idempotent: boolean;
  reversible: boolean;
  tier?: RiskTier;
  /** What it takes, as JSON Schema 2020-12. */
  inputSchema: JsonObject;
  /** Which parts of the contract it implements, beside `resolve` and `checkAccess`. */
  supports: readonly ('preview' | 'capture' | 'apply' | 'verify' | 'undo')[];
}
