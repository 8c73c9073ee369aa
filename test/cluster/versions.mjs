// @ts-check
/**
 * The Kubernetes versions that Understudy is tested against: the newest and the
 * oldest supported one (N-3). Each has a Go module of its own beside this file.
 */
export const kubernetesVersions = new Map([
  ['1.36', 'v1.36.3'],
  ['1.33', 'v1.33.13'],
]);

export const newest = '1.36';
