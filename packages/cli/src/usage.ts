/** How the program is called. */
export const usage = `understudy: verifies evidence of the Understudy ledger, and makes its keys

  understudy audit verify <zip> --key <verifier key>
      Verifies an evidence package offline, and says what was proved and what
      was not. Nothing is sent or fetched.
        --key <verifier key>   the key of the log, from somebody else than the
                               one who sent the package; may be given more often
        --keys <file>          the same from a file, one key to a line
        --checkpoint <file>    a signed checkpoint that somebody else kept
        --json                 the report as JSON
      Exit code: 0 verified, 1 refused, 2 called wrongly, 3 verified with limits

  understudy ledger keygen --name <origin> --out <file>
      Makes a signing key for a log, in a new file that only you may read, and
      prints its verifier key.

  understudy ledger pubkey <file>
      Prints the verifier key that belongs to a signing key.
`;
