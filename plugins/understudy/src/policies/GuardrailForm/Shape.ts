/** As much of the JSON schema of the guardrails as a form is made of; parseGuardrails checks the rest. */
export interface Shape {
  type?: string;
  description?: string;
  enum?: string[];
  const?: string | number | boolean;
  anyOf?: Shape[];
  minimum?: number;
  maximum?: number;
  minItems?: number;
  items?: Shape;
  properties?: Record<string, Shape>;
  propertyNames?: Shape;
  additionalProperties?: boolean | Shape;
  required?: string[];
}
