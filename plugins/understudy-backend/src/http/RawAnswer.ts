/** An answer that is not JSON: text, bytes, or a stream of either. */
export interface RawAnswer {
  /** As the document names it, with a charset where there is one. */
  contentType: string;
  body: string | Uint8Array | AsyncIterable<string | Uint8Array>;
  headers?: Record<string, string>;
}
