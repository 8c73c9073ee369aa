/**
 * Whether a value is a Uint8Array, also one that another realm made (a frame,
 * a worker, a test environment), where `instanceof` answers no.
 *
 * @internal
 */
export function isBytes(value: unknown): value is Uint8Array {
  return (
    value instanceof Uint8Array ||
    Object.prototype.toString.call(value) === '[object Uint8Array]'
  );
}
