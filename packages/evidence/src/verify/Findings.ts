import { limits } from '../zip/limits';
import type {
  EvidenceProblem,
  EvidenceRedaction,
  EvidenceReport,
} from './EvidenceReport';

/** What was found so far; however much there is, memory stays bounded. */
export class Findings {
  readonly proved: string[] = [];
  readonly notProved: string[] = [];
  readonly #limits = new Map<string, string>();
  readonly #problems: EvidenceProblem[] = [];
  #problemCount = 0;
  readonly #redactions: EvidenceRedaction[] = [];
  #redactionCount = 0;
  entries = 0;
  supporting = 0;

  problem(problem: EvidenceProblem): void {
    this.#problemCount++;
    if (this.#problems.length < limits.problems) {
      this.#problems.push({
        ...problem,
        message: printable(problem.message),
      });
    }
  }

  /** Something is open; of each kind the last sentence stays. */
  limit(kind: string, sentence: string): void {
    this.#limits.set(kind, printable(sentence));
  }

  redaction(redaction: EvidenceRedaction): void {
    this.#redactionCount++;
    if (this.#redactions.length < limits.problems) {
      this.#redactions.push(redaction);
    }
  }

  get problemCount(): number {
    return this.#problemCount;
  }

  get redactionCount(): number {
    return this.#redactionCount;
  }

  toReport(
    about: Pick<EvidenceReport, 'origin' | 'signedBy' | 'size'>,
  ): EvidenceReport {
    const refused = this.#problemCount > 0;
    const open = this.#limits.size > 0;
    return {
      result: (refused && 'refused') || (open && 'limited') || 'verified',
      ...about,
      entries: this.entries,
      supporting: this.supporting,
      proved: refused ? [] : this.proved.map(printable),
      notProved: this.notProved.map(printable),
      limits: [...this.#limits.values()],
      problems: this.#problems,
      problemCount: this.#problemCount,
      redactions: this.#redactions,
      redactionCount: this.#redactionCount,
    };
  }
}

/** What a package says must not steer the terminal that shows it. */
function printable(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex
    /[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
