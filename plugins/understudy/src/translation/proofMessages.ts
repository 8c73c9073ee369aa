/** What a browser says about the ledger that it verified itself. */
export const proofMessages = {
  proof: {
    title: 'How this was checked',
    about: 'Checked in this browser: {{headline}}. Open how it was checked.',
    checking: 'checking …',
    headline: {
      broken: 'does not verify',
      unavailable: 'not checked',
      denied: 'not checked: not yours to see',
      empty: 'no checkpoint yet',
      unsupported: 'cannot verify in this browser',
      consistent: 'consistent, signer not known',
      unsigned: 'signer not known',
      anchored: 'anchored outside to entry {{entry}}',
      witnessed: 'witnessed to entry {{entry}}',
      notAnchored: 'not yet anchored',
    },
    line: {
      pinned: 'checked in this browser against a pinned key',
      notPinned: 'no key is pinned, so this browser cannot say who signed',
      badKey: 'a pinned key cannot be read, so nobody can say who signed',
      unsupported: 'hashes were checked here, signatures were not',
      consistent: 'consistent since this browser last looked, {{time}}',
      firstLook: 'first look of this browser',
      anchored:
        'the server says that the store “{{sink}}” accepted it at {{time}}',
      witnesses_one: '1 witness',
      witnesses_other: '{{count}} witnesses',
      newer_one: '1 newer entry not yet anchored',
      newer_other: '{{count}} newer entries not yet anchored',
      waiting_one: '1 entry not in a checkpoint yet',
      waiting_other: '{{count}} entries not in a checkpoint yet',
      noAnchor: 'no store outside the database has accepted a checkpoint yet',
      empty: 'the first one comes within a minute of the first entry',
      unavailable: 'the checkpoint or its proofs did not come',
      denied:
        'reading the checkpoint needs the permission understudy.audit.read',
    },
    claim: {
      signature: 'Signature',
      history: 'History',
      entries: 'Entries shown',
      outside: 'Outside the database',
      witness: 'Witnesses',
      signed:
        'The checkpoint of {{entries}} entries is signed by {{name}}, with a key that is pinned in the configuration of this app.',
      notPinned:
        'No key is pinned. What follows is about hashes only: somebody else may have signed. An administrator puts the verifier key of the log into understudy.ledger.verifierKeys.',
      badKey:
        'understudy.ledger.verifierKeys holds something that is no key: {{why}}. An administrator corrects it.',
      unsupported: 'The signature was not checked. {{why}}.',
      refused: 'The signature does not hold.',
      consistent:
        'It extends the checkpoint of {{entries}} entries that this browser saw at {{time}}; none of those was changed or taken away.',
      firstLook:
        'This browser has seen no earlier checkpoint. From now on it remembers, and notices when the past changes.',
      forgetful:
        'This browser keeps nothing between visits, so it cannot notice when the past changes.',
      changed: 'What this browser saw before does not fit.',
      included_one: 'The entry shown is in it, letter for letter.',
      included_other:
        'All {{count}} entries shown are in it, letter for letter.',
      includedSome: '{{included}} of {{total}} entries shown are in it.',
      waitingOnly: 'No entry shown is in it yet; they came later.',
      none: 'No entry is shown.',
      altered_one: 'One entry shown is not what the log holds.',
      altered_other: '{{count}} entries shown are not what the log holds.',
      anchored:
        'The server says that the store “{{sink}}” accepted a checkpoint up to entry {{entry}} at {{time}}. This browser takes its word for that; ask the store itself to be sure.',
      notAnchored:
        'The server names no store outside the database that has accepted a checkpoint. Until then whoever controls the database and the key could sign another past.',
      witnessed: '{{names}} cosigned it at {{time}}, with a pinned key.',
      notWitnessed: 'No pinned witness cosigned it.',
    },
    limits:
      'These pages and the pinned key come from this Backstage. To rely on nothing of it, verify an evidence export offline.',
    checkedAt: 'Checked {{time}}',
    again: 'Check again',
    checkpoint: 'the checkpoint',
    copyCheckpoint: 'Copy the checkpoint',
    brokenTitle: 'The ledger does not verify in this browser',
    problem: {
      'unknown-signers':
        'No pinned key signed the checkpoint: another key did, or the signature was taken away.',
      'bad-signature':
        'The signature does not fit the checkpoint: it was changed after it was signed.',
      malformed: 'What the server gave is not a signed checkpoint.',
      'other-log':
        'The checkpoint is of another log than the one expected: {{detail}}.',
      shrunk:
        'This browser has seen a log of {{seen}} entries. The server now shows one of {{size}}: an old checkpoint, a restored backup, or entries that are gone.',
      forked:
        'The server shows {{size}} entries that are not the {{size}} entries that this browser saw before: there are two versions of the log.',
      rewritten:
        'The log grew, and what this browser saw of it before is no longer in it: the past was rewritten.',
      altered:
        'Entry {{index}} is not what the log holds at its place. It was changed after it was recorded.',
      fields:
        'A value of entry {{index}} is not the one that the entry commits to. It was changed after it was recorded.',
    },
    todo: 'Do not rely on what is shown here. Copy the evidence, send it to whoever keeps the ledger and to compliance, and verify the log offline.',
    evidence: 'the evidence',
    copyEvidence: 'Copy the evidence',
    forget: 'Forget what this browser saw …',
    forgetTitle: 'Forget what this browser saw?',
    forgetWhy:
      'Only if you know why the log changed, for instance because the database was set up anew. From then on this browser compares with what the server shows now; copy the evidence first.',
    forgetNow: 'Forget it',
    keep: 'Keep it',
    entry: {
      included: 'proof ok',
      anchored: 'proof ok, anchored',
      waiting: 'not in a checkpoint yet',
      altered: 'does not verify',
      unknown: 'not checked',
    },
    detail: {
      title: 'Proof',
      leaf: 'leaf',
      path: 'path',
      hashes_one: '1 hash to root {{root}}',
      hashes_other: '{{count}} hashes to root {{root}}',
      checkpoint: 'in checkpoint {{size}}',
      pinned: 'pinned key ok',
      notPinned: 'signer not known',
      notSigned: 'signature does not hold',
      witnesses: 'witness ok',
      waiting:
        'The entry is recorded. The next checkpoint, within a minute, will have it.',
      altered: 'Its hash does not lead to the root of the checkpoint.',
    },
  },
} as const;
