// @ts-check

/** A failure that says which step, why, and what to do. */
export class StepError extends Error {
  /**
   * @param {{ why: string, remedy: string, step?: string, log?: string, detail?: string }} told
   */
  constructor(told) {
    super(told.why);
    this.name = 'StepError';
    this.why = told.why;
    this.remedy = told.remedy;
    this.step = told.step;
    this.log = told.log;
    this.detail = told.detail;
  }
}
