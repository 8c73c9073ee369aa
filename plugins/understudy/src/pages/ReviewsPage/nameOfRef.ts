/** A person or service as short as the reference allows. */
export function nameOfRef(ref: string): string {
  return ref.replace(/^user:default\//, '');
}
