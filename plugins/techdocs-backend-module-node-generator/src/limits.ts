const MiB = 1024 * 1024;

/** What one documentation may hold, so that a build cannot exhaust the backend. */
export const limits = {
  configBytes: MiB,
  pageBytes: 2 * MiB,
  assetBytes: 50 * MiB,
  totalBytes: 500 * MiB,
  files: 10_000,
};
