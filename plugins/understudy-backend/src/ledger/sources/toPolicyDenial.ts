import { boundedText } from './boundedText';
import type { Denial } from './DenialSource';

/** The topic on which our permission policy says what it refused. */
export const policyDenialTopic = 'understudy.permission-denied';

const PERMISSION = /^understudy\.[a-z.]{1,64}$/;
const COUNT_AT_MOST = 1_000_000;

/** Reads what the policy said; undefined for what it would not say. */
export function toPolicyDenial(
  payload: unknown,
): { denial: Denial; count: number } | undefined {
  const { userEntityRef, permission, count } = (payload ?? {}) as Record<
    string,
    unknown
  >;
  const person = boundedText(userEntityRef);
  if (
    person === undefined ||
    typeof permission !== 'string' ||
    !PERMISSION.test(permission)
  ) {
    return undefined;
  }
  const times = Number(count);
  return {
    denial: {
      actor: { type: 'user', id: person },
      action: 'permission:refuse',
      permission,
      reason: `The permission policy was asked whether ${person} has ${permission}, and said no. Whether anything was tried is not known`,
    },
    count:
      Number.isSafeInteger(times) && times >= 1
        ? Math.min(times, COUNT_AT_MOST)
        : 1,
  };
}
