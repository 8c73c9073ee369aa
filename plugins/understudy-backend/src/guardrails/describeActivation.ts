import { toError } from '@backstage/errors';
import type { Right } from '../access/PathAccess';
import type { StoredVersion, VersionDetail } from './types';

/** What is needed to activate a version, and whether the caller can do something. */
export async function describeActivation(options: {
  found: StoredVersion;
  active: StoredVersion | undefined;
  needed: number;
  count(): Promise<{ by: string[] }>;
  /** Missing for what is no person. */
  caller?: { ref: string; right: Right };
}): Promise<VersionDetail['activation']> {
  const { found, active, needed, caller } = options;
  const no = (sentence: string, given = 0) => ({
    needed,
    given,
    sentence,
    allowed: false,
  });
  if (found.status === 'active') {
    return no('These guardrails hold now.');
  }
  if (!active) {
    return no('There are no guardrails yet in whose place these could be put.');
  }
  if (found.status === 'draft' && found.basedOn !== active.version) {
    return no(
      `This draft was made from version ${found.basedOn}, and version ${active.version} holds by now.`,
    );
  }
  let by: string[];
  try {
    ({ by } = await options.count());
  } catch (error) {
    return no(
      `It cannot be said just now who has voted. ${toError(error).message}`,
    );
  }
  const given = by.length;
  const missing = needed - given;
  const waits = `${
    given === 0
      ? 'Nobody has voted for it.'
      : `${by.join(' and ')} voted for it.`
  } ${
    missing === 1
      ? 'One more person is needed.'
      : `${missing} different people are needed.`
  }`;
  if (!caller) {
    return no(`${waits} Only people vote.`, given);
  }
  if (!caller.right.allowed) {
    return no(`${waits} ${caller.right.sentence}`, given);
  }
  if (by.includes(caller.ref) && missing > 0) {
    return no(
      `You voted for it. ${missing} more ${
        missing === 1 ? 'person is' : 'people are'
      } needed.`,
      given,
    );
  }
  return { needed, given, sentence: waits, allowed: true };
}
