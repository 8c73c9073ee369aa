/** Whether somebody has written something there that a key press must not throw away. */
export function isWritten(target: EventTarget): boolean {
  return (
    (target instanceof HTMLTextAreaElement ||
      target instanceof HTMLInputElement) &&
    target.value !== ''
  );
}
