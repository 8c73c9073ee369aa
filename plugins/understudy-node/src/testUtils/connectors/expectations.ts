import { isDeepStrictEqual } from 'node:util';
import { OperationError, type OperationErrorKind } from '../../connectors';

/** Whoever takes longer hangs. */
const HANGS_MS = 30_000;

/** Throws with what is wrong, unless it is so. */
export function hold(condition: boolean, wrong: string): void {
  if (!condition) {
    throw new Error(wrong);
  }
}

/** Throws unless JSON keeps a value as it is. */
export function holdJson(value: unknown, what: string): void {
  const copy =
    value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  hold(isDeepStrictEqual(copy, value), `JSON does not keep ${what} as it is`);
}

/** Throws where a call does not come to an end. */
export async function ends<T>(call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it hangs')), HANGS_MS);
  });
  try {
    return await Promise.race([call, hangs]);
  } finally {
    clearTimeout(timer);
  }
}

/** Throws unless a call is refused with an OperationError that says why. */
export async function refused(
  call: Promise<unknown>,
  ...kinds: OperationErrorKind[]
): Promise<OperationError> {
  const error: unknown = await ends(
    call.then(
      () => undefined,
      reason => reason,
    ),
  );
  if (error === undefined) {
    throw new Error('it was not refused');
  }
  if (!(error instanceof OperationError)) {
    throw new Error(`it threw no OperationError, but ${String(error)}`);
  }
  hold(error.message.trim() !== '', 'the error does not say why');
  hold(
    kinds.length === 0 || kinds.includes(error.kind),
    `the error is of the kind ${error.kind} (${
      error.message
    }) instead of ${kinds.join(' or ')}`,
  );
  return error;
}
