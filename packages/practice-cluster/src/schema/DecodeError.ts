/** A body that does not fit its Go type; the message is worded as the decoder of the API server does. */
export class DecodeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DecodeError';
  }
}
