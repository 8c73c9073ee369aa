import type { LedgerFinding } from './LedgerFinding';

const KEPT = 500;

/** Collects findings; counts all, keeps the first hundreds. */
export class FindingList {
  readonly #list: LedgerFinding[] = [];
  #count = 0;

  add(finding: LedgerFinding): void {
    this.#count += 1;
    if (this.#list.length < KEPT) {
      this.#list.push(finding);
    }
  }

  get count(): number {
    return this.#count;
  }

  get list(): LedgerFinding[] {
    return [...this.#list];
  }
}
