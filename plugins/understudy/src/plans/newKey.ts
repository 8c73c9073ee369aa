/** A key under which one request is made once, however often it is sent. */
export function newKey(): string {
  // randomUUID is there only where the page came over HTTPS or from this machine.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
