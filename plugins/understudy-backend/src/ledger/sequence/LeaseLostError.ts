/** Somebody else gives the indexes by now. */
export class LeaseLostError extends Error {
  constructor() {
    super('The lease of the ledger is held by another process');
    this.name = 'LeaseLostError';
  }
}
