import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.generated';

/**
 * A typed client of the Understudy API.
 *
 * @public
 */
export type UnderstudyClient = Client<paths>;

/**
 * Makes a typed client of the Understudy API for the browser, a backend or the
 * command line. Signing the calls is the business of the given `fetch`.
 *
 * @public
 */
export function createUnderstudyClient(options: {
  /** Where the API is, with its version: `https://…/api/understudy/v1`. */
  baseUrl: string;
  /** The fetch that adds the credentials of the caller. */
  fetch?: (request: Request) => Promise<Response>;
}): UnderstudyClient {
  return createClient<paths>(options);
}
