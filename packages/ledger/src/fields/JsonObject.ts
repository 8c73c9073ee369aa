import { JsonValue } from '../canonical/JsonValue';

/**
 * A JSON object.
 *
 * @public
 */
export type JsonObject = { readonly [key: string]: JsonValue };
