import type { EvidenceManifest } from '../format/EvidenceManifest';

/** What an auditor reads first. */
export function readmeText(manifest: Omit<EvidenceManifest, 'files'>): string {
  const { from, to } = manifest.scope.period;
  const span = `${from ?? 'the beginning'} to ${to ?? 'the end'}`;
  return `Evidence from the ledger ${manifest.origin}

Period      ${span} (UTC)
Selection   ${
    manifest.scope.filter
      ? JSON.stringify(manifest.scope.filter)
      : 'everything in the period'
  }
Entries     ${manifest.entries}, and ${
    manifest.supporting
  } that only prove something about them
Log         ${manifest.checkpoint.size} entries at the time of the package
Written     ${manifest.createdAt} by ${manifest.tool}, for ${manifest.createdBy}

HOW TO VERIFY IT

  npx @understudy/cli audit verify <this file> --key <verifier key>

works on any machine with Node 20 or newer and asks nobody: no server, no
network. Get the verifier key, and if you can a checkpoint, from somebody other
than the one who sent you this file: from a contract, a printed page, the place
where checkpoints are kept. Every word in this file, in the manifest and in the
CSV files is only as good as that key.

WHAT IS IN IT

  entries.jsonl        each entry exactly as it was recorded, one to a line, with
                       its index, the sealed values and their salts
  entries.csv          the same for a spreadsheet (UTF-8; import it as such)
  approvals.csv        who agreed to what, taken from the entries
  checkpoint.txt       the signed checkpoint under which all of it stands
  checkpoints.jsonl    the checkpoint before the period, all of the period, the
                       newest one
  proofs/tree.jsonl    the hashes that lead from the entries to the checkpoints
  policies/            the policies in force; see the file in it
  controls/            where to look for what SOC 2, ISO 27001, PCI DSS and HIPAA
                       ask about: a help, not a certification
  manifest.json        size and SHA-256 of every other file
  manifest.json.sig    the signature over the manifest

WHAT IT CAN PROVE AND WHAT NOT

${
  manifest.complete
    ? `It proves that these are all entries of the log with index ${manifest.range.from} up to
${manifest.range.to} (exclusive): none was left out, changed, moved or added. Which entries
belong to the period goes by the time that their writer noted; the entries on
both sides of the range are in the package, so that you can see where it ends.`
    : `It proves that each of these entries stands in the log. It does NOT prove that no
other entry fits the selection: for that, ask for the whole period.`
}
It cannot prove that something happened that nobody recorded, that what was
recorded was true, or when it was written other than by the clocks of those who
wrote. Whoever holds the signing key could sign a second history; a checkpoint
that somebody else kept rules that out up to its size.
`;
}
