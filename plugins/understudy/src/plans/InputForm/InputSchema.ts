/** As much of a JSON schema as a form is made of; the backend checks the rest. */
export interface InputSchema {
  type?: string;
  title?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  properties?: Record<string, InputSchema>;
  required?: string[];
  items?: InputSchema;
  additionalProperties?: boolean | InputSchema;
}
