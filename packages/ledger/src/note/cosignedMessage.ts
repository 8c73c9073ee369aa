/**
 * What a witness signs: the checkpoint below a header and the time.
 *
 * @internal
 */
export function cosignedMessage(time: bigint, text: string): string {
  return `cosignature/v1\ntime ${time}\n${text}`;
}
