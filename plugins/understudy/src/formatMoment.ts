/** A moment in the words of the reader's own place: the time alone if it was today. */
export function formatMoment(
  moment: string | Date,
  now: Date = new Date(),
): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) {
    return String(moment);
  }
  const today = date.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(
    undefined,
    today
      ? { timeStyle: 'medium' }
      : {
          day: 'numeric',
          month: 'short',
          ...(date.getFullYear() === now.getFullYear()
            ? {}
            : { year: 'numeric' }),
          hour: '2-digit',
          minute: '2-digit',
        },
  ).format(date);
}
