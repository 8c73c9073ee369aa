const PLAIN = /^[A-Za-z0-9_./:=@%+,-]+$/;

function quote(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A `kubectl` command that any POSIX shell reads as just these words. */
export function kubectl(
  where: { cluster: string; namespace?: string },
  ...words: string[]
): string {
  return [
    'kubectl',
    `--context=${where.cluster}`,
    ...(where.namespace ? [`--namespace=${where.namespace}`] : []),
    ...words,
  ]
    .map(quote)
    .join(' ');
}
