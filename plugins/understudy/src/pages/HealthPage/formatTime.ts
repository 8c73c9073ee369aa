/** A moment in the words of the reader's own place. */
export function formatTime(moment: string): string {
  return new Intl.DateTimeFormat(undefined, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(moment));
}
