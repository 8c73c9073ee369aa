import {
  type Checkpoint,
  LedgerError,
  type NoteVerifier,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  verifyCheckpoint,
} from '@understudy/ledger';
import type { LogProblem, LogVerdict, SignatureVerdict } from './LogVerdict';

type Read =
  | {
      checkpoint: { origin: string; size: number; root: Uint8Array };
      signature: SignatureVerdict;
      witnesses: LogVerdict['witnesses'];
      problems: LogVerdict['problems'];
    }
  | { checkpoint?: undefined; problem: LogProblem; detail: string };

/**
 * Reads a checkpoint and says who signed it. What cannot be told (no key is
 * pinned, the browser lacks Ed25519) is not a problem; what does not hold is.
 */
export async function readSignedCheckpoint(
  note: string,
  verifierKeys: readonly string[],
): Promise<Read> {
  let parsed: Checkpoint;
  try {
    parsed = parseCheckpoint(parseNote(note).text);
    if (parsed.size > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new LedgerError('malformed-checkpoint', 'The log is too large');
    }
  } catch (error) {
    return refused(error, 'malformed');
  }
  const checkpoint = { ...parsed, size: Number(parsed.size) };
  const answer = (
    signature: SignatureVerdict,
    witnesses: LogVerdict['witnesses'] = [],
    problems: LogVerdict['problems'] = [],
  ): Read => ({ checkpoint, signature, witnesses, problems });

  if (verifierKeys.length === 0) {
    return answer({ kind: 'not-pinned' });
  }
  let keys: NoteVerifier[];
  try {
    keys = verifierKeys.map(key => parseVerifierKey(key));
  } catch (error) {
    // A slip in the configuration of the app is not the server's fault.
    return answer({ kind: 'bad-key', why: (error as Error).message });
  }
  try {
    const { origin, signatures } = await verifyCheckpoint(note, keys);
    const log = signatures.find(({ role }) => role === 'log')!;
    const witnesses = signatures
      .filter(({ role }) => role === 'witness')
      .map(({ name, time }) => ({
        name,
        at: new Date(Number(time) * 1000).toISOString(),
      }));
    return answer(
      { kind: 'verified', name: log.name },
      witnesses,
      log.name === origin
        ? []
        : [{ problem: 'other-log', detail: `${origin}, ${log.name}` }],
    );
  } catch (error) {
    if (!(error instanceof LedgerError)) {
      throw error;
    }
    if (error.reason === 'unsupported') {
      return answer({ kind: 'unsupported', why: error.message });
    }
    const problem =
      error.reason === 'unknown-signers' ? 'unknown-signers' : 'bad-signature';
    return answer(
      { kind: 'refused' },
      [],
      [{ problem, detail: error.message }],
    );
  }
}

function refused(error: unknown, problem: LogProblem): Read {
  if (error instanceof LedgerError) {
    return { problem, detail: error.message };
  }
  throw error;
}
