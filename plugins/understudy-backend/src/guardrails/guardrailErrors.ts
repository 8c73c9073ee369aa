import { ConflictError, NotFoundError } from '@backstage/errors';
import { withCode } from '../http/errorCode';

/** There is no such version, or none is active. */
export function noVersion(version: number | undefined): Error {
  return withCode(
    'version-not-found',
    new NotFoundError(
      version === undefined
        ? 'No version of the guardrails is active yet'
        : `There is no version ${version} of the guardrails`,
    ),
  );
}

/** A draft of what does not hold any more. */
export function outdated(
  basedOn: number | undefined,
  active: number | undefined,
): Error {
  return new ConflictError(
    `This draft was made from version ${basedOn}, and version ${active} holds by now. Make it again from version ${active}`,
  );
}

/** Somebody else was faster. */
export function overtaken(): Error {
  return new ConflictError(
    'Another version was activated in the meantime. Look at what holds now',
  );
}
