/** The content of an answer that must have one. */
export function answerOf<T>(result: { data?: T }): T {
  if (result.data === undefined) {
    throw new Error('The Understudy backend answered without any content.');
  }
  return result.data;
}
