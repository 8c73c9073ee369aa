import { CustomErrorBase } from '@backstage/errors';

/** Somebody has more streams open than one may. */
export class TooManyStreamsError extends CustomErrorBase {
  name = 'TooManyStreamsError' as const;
}
