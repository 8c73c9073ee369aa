import { limits } from '../zip/limits';
import type { EvidenceProblem } from './EvidenceReport';

/** An entry whose text is not the one that was recorded at its index. */
export interface Mismatch {
  index: number;
  /** What is to be said if nothing better is known. */
  problem: EvidenceProblem;
  /** The hash of what stands there, in hex; undefined if nothing does. */
  found: string | undefined;
  /** The hash that was recorded there; undefined beyond the log. */
  recorded: string | undefined;
}

/**
 * Tells what was done to entries that do not fit: changed, swapped, moved,
 * left out, put in.
 */
export class MismatchLog {
  readonly #all: Mismatch[] = [];
  #more = 0;

  get size(): number {
    return this.#all.length + this.#more;
  }

  add(mismatch: Mismatch): void {
    if (this.#all.length < limits.mismatches) {
      this.#all.push(mismatch);
    } else {
      this.#more++;
    }
  }

  /** Takes out those below an index: the tree was wrong, not the entries. */
  takeBelow(index: number): Mismatch[] {
    const taken = this.#all.filter(mismatch => mismatch.index < index);
    const kept = this.#all.filter(mismatch => mismatch.index >= index);
    this.#all.splice(0, this.#all.length, ...kept);
    return taken;
  }

  /** What was done, in words. */
  explain(): EvidenceProblem[] {
    const recordedAt = new Map<string, number>();
    const foundHashes = new Set<string>();
    const byIndex = new Map<number, Mismatch>();
    for (const mismatch of this.#all) {
      if (mismatch.recorded) {
        recordedAt.set(mismatch.recorded, mismatch.index);
      }
      if (mismatch.found) {
        foundHashes.add(mismatch.found);
        byIndex.set(mismatch.index, mismatch);
      }
    }
    const home = ({ found }: Mismatch) =>
      found === undefined ? undefined : recordedAt.get(found);
    const problems: EvidenceProblem[] = [];
    const told = new Set<Mismatch>();
    this.#all.forEach((mismatch, i) => {
      if (told.has(mismatch)) {
        return;
      }
      const { index, problem, found, recorded } = mismatch;
      const from = home(mismatch);
      if (from === undefined) {
        // Moved elsewhere: said there.
        if (found !== undefined || !recorded || !foundHashes.has(recorded)) {
          problems.push(problem);
        }
        return;
      }
      const other = byIndex.get(from);
      if (other && other !== mismatch && home(other) === index) {
        told.add(other);
        problems.push({
          ...problem,
          message: `Entries ${index} and ${from} are swapped: what stands at ${index} was recorded as entry ${from}, and the other way round`,
        });
        return;
      }
      const shift = from - index;
      let last = i;
      while (
        last + 1 < this.#all.length &&
        home(this.#all[last + 1]) === this.#all[last + 1].index + shift
      ) {
        last++;
        told.add(this.#all[last]);
      }
      problems.push({ ...problem, message: moved(this.#all, i, last, shift) });
    });
    if (this.#more > 0) {
      problems.push({
        message: `${this.#more} more entries are not what was recorded`,
      });
    }
    return problems;
  }
}

function moved(
  all: Mismatch[],
  i: number,
  last: number,
  shift: number,
): string {
  const { index } = all[i];
  const end = all[last].index;
  const where = end > index ? `${index} to ${end}` : `${index}`;
  if (shift === 1) {
    return `Entry ${index} is missing: what stands at ${where} was recorded one place later`;
  }
  if (shift === -1) {
    return `Something was inserted before entry ${index}: what stands at ${where} was recorded one place earlier`;
  }
  return `What stands at ${where} was recorded at ${index + shift}${
    end > index ? ` to ${end + shift}` : ''
  }`;
}
