import type { AlarmCode } from '../AlarmStore';

/** Something is wrong with the log: an alarm, thrown. */
export class LogAlarm extends Error {
  readonly code: AlarmCode;
  /** Whether no intent may be taken until somebody has looked into it. */
  readonly stops: boolean;

  constructor(code: AlarmCode, sentence: string, options?: { stops: boolean }) {
    super(sentence);
    this.name = 'LogAlarm';
    this.code = code;
    this.stops = options?.stops ?? true;
  }
}
