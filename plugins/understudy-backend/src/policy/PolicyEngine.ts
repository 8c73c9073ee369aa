/** Guardrails as an engine takes them. */
export interface EngineData {
  /** The same for the same content; engines keep what they loaded under it. */
  key: string;
  /** The whole data document as JSON. */
  json: string;
}

/** Evaluates the rules; rejects when it cannot, with a sentence. */
export interface PolicyEngine {
  /** What evaluates, as it is recorded with every decision. */
  readonly version: string;
  /** In words, such as "in this process". */
  readonly where: string;
  evaluate(inputJson: string, data: EngineData): Promise<unknown>;
  stop(): Promise<void>;
}
