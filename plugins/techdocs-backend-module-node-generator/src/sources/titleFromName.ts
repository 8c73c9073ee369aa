/** A title for what has only a file name: "getting-started" is "Getting started". */
export function titleFromName(name: string): string {
  const words = name.replaceAll(/[-_]+/g, ' ').trim();
  return words.toLowerCase() === words
    ? words.charAt(0).toUpperCase() + words.slice(1)
    : words;
}
