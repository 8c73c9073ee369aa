import { canonicalJson } from '@understudy/ledger';
import { compareText } from './compareText';
import { digestOf } from './digestOf';
import { hashedIdentity } from './hashedIdentity';
import { isNoisyPointer } from './kubernetesNoise';
import type { PreviewChange } from './PreviewChange';
import { withoutUndefined } from './withoutUndefined';

/**
 * The digest of what a preview showed: every change in one order, without what
 * a cluster keeps by itself, and whether it was only simulated. When it was
 * made, and in which words it was told, does not matter.
 *
 * @public
 */
export function previewDigest(
  changes: readonly PreviewChange[],
  simulated: boolean,
): string {
  const normal = changes
    .filter(
      ({ target, path }) =>
        target.system !== 'kubernetes' || !isNoisyPointer(path),
    )
    .map(({ target, path, before, after, masked }) => {
      const change: Record<keyof PreviewChange, unknown> = {
        target: hashedIdentity(target),
        path,
        // In a list, so that no value and the value null are different.
        before: before === undefined ? [] : [withoutUndefined(before)],
        after: after === undefined ? [] : [withoutUndefined(after)],
        masked: masked === true,
      };
      return change;
    });
  return digestOf({
    schema: 'understudy-preview/v1',
    simulated,
    changes: normal
      .map(change => ({
        change,
        key: `${canonicalJson(change.target)}${change.path}`,
        all: canonicalJson(change),
      }))
      .sort((a, b) => compareText(a.key, b.key) || compareText(a.all, b.all))
      .map(({ change }) => change),
  });
}
