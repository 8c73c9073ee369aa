import { type RefObject, useEffect, useState } from 'react';

/** Whether something has been on the screen; a browser that cannot tell says nothing. */
export function useSeen(
  ref: RefObject<Element>,
  what: unknown,
): boolean | undefined {
  const [seen, setSeen] = useState<boolean>();
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof IntersectionObserver === 'undefined') {
      return undefined;
    }
    setSeen(false);
    const observer = new IntersectionObserver(entries => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        setSeen(true);
        observer.disconnect();
      }
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, what]);
  return seen;
}
