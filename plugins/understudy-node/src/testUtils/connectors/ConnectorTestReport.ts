/**
 * What one rule of the contract found out about one operation: it holds; the
 * operation does not implement what the rule is about; or the rule is not about
 * such operations.
 *
 * @public
 */
export interface ConnectorTestResult {
  /** The id of the operation; of what is about all of them, that of the connector. */
  operation: string;
  /** The rule, in words. */
  rule: string;
  /** What came out. */
  outcome: 'holds' | 'not-implemented' | 'does-not-apply';
}

/**
 * What {@link testConnector} found out.
 *
 * @public
 */
export interface ConnectorTestReport {
  /** Every rule for every operation. */
  results: readonly ConnectorTestResult[];
  /** What the operations still lack, such as `kubernetes:scale apply`. */
  notImplemented: readonly string[];
}
