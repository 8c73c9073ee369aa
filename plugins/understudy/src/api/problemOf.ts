/** What kept an answer from coming, as far as a person can act on it. */
export type Problem =
  | 'backend-missing'
  | 'unreachable'
  | 'denied'
  | 'signed-out'
  | 'not-found'
  | 'failed';

/** Tells apart what a person would do different things about. */
export function problemOf(error: Error): Problem {
  if (error.name === 'BackendMissingError') {
    return 'backend-missing';
  }
  const status = (error as { statusCode?: number }).statusCode;
  switch (status) {
    case 401:
      return 'signed-out';
    case 403:
      return 'denied';
    case 404:
      return 'not-found';
    case 502:
    case 503:
    case 504:
      return 'unreachable';
    default:
      // A fetch that got no answer at all rejects with a TypeError.
      return status === undefined && error.name === 'TypeError'
        ? 'unreachable'
        : 'failed';
  }
}
