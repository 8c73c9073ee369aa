/** Whether a pattern such as `kubernetes:scale` or `kubernetes:*` names an operation. */
export function fitsOperation(pattern: string, operation: string): boolean {
  return pattern.endsWith(':*')
    ? operation.startsWith(pattern.slice(0, -1))
    : operation === pattern;
}
