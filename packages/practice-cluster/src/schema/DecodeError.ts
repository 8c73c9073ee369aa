/** A body that does not fit its Go type; the message is worded as the decoder of the API server does. */
export class DecodeError extends Error {
  /** How a strategic merge words the same trouble. */
  readonly patchMessage?: string;

  constructor(message: string, patchMessage?: string) {
    super(message);
    this.name = 'DecodeError';
    this.patchMessage = patchMessage;
  }
}
