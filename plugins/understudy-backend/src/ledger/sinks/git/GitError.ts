import { ServiceUnavailableError } from '@backstage/errors';

/** A git command that failed. */
export class GitError extends ServiceUnavailableError {
  /** What it ended with; -1 if it was stopped. */
  readonly code: number;

  constructor(command: string, code: number, complaint: string) {
    super(
      `${command} ended with ${code}: ${
        // Addresses may hold a user and a password.
        complaint.replace(/\/\/[^/\s@]*@/g, '//') || 'it gave no reason'
      }`,
    );
    this.code = code;
  }
}
