import { CustomErrorBase } from '@backstage/errors';

/** Something answered, but it was not the backend plugin of Understudy. */
export class BackendMissingError extends CustomErrorBase {
  name = 'BackendMissingError' as const;

  constructor() {
    super('This Backstage does not have the Understudy backend plugin.');
  }
}
