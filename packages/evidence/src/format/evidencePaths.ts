/**
 * The files of an evidence package that have a meaning for the verifier.
 *
 * @public
 */
export const evidencePaths = {
  manifest: 'manifest.json',
  signature: 'manifest.json.sig',
  entries: 'entries.jsonl',
  entriesCsv: 'entries.csv',
  approvalsCsv: 'approvals.csv',
  checkpoint: 'checkpoint.txt',
  checkpoints: 'checkpoints.jsonl',
  tree: 'proofs/tree.jsonl',
  policies: 'policies/index.json',
  notes: 'notes.txt',
  readme: 'README.txt',
} as const;
