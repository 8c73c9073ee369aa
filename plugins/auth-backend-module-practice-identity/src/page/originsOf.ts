import type { PracticeClient } from '../types';

/** Where people go back to after they have chosen, each once; the application first. */
export function originsOf(client: PracticeClient): [string, ...string[]] {
  const [first, second] = [client.redirectUri, client.presenceRedirectUri].map(
    uri => new URL(uri).origin,
  );
  return first === second ? [first] : [first, second];
}
