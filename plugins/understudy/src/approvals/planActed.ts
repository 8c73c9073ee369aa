const NAME = 'understudy:plan-acted';

/** Says within this window that the person did something about a plan. */
export function planActed(): void {
  window.dispatchEvent(new Event(NAME));
}

/** Calls back whenever the person did; gives what ends that. */
export function onPlanActed(listener: () => void): () => void {
  window.addEventListener(NAME, listener);
  return () => window.removeEventListener(NAME, listener);
}
