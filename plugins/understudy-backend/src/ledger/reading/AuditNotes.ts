import type {
  AuditNoteInput,
  components,
} from '@understudy/plugin-understudy-common';
import { InputError } from '@backstage/errors';
import type { LedgerRecorder } from '../types';
import type { AuditReader } from './AuditReader';
import type { AuditRights } from './AuditRights';

const SEQUENCED_WITHIN_MS = 1_000;

/** Notes on entries: entries of their own, so that nothing is ever edited. */
export class AuditNotes {
  readonly #reader: AuditReader;
  readonly #record: LedgerRecorder;

  constructor(options: { reader: AuditReader; record: LedgerRecorder }) {
    this.#reader = options.reader;
    this.#record = options.record;
  }

  /** Adds one. Whoever may see an entry may note something on it. */
  async add(
    request: { entryId: string; note: AuditNoteInput },
    { caller, scope }: AuditRights,
  ): Promise<components['schemas']['AuditNoteReceipt']> {
    const { entryId, note } = request;
    const text = note.text.trim();
    if (text === '') {
      throw new InputError('The note has no text');
    }
    const { entry } = await this.#reader.get(entryId, scope);
    const { entityRef, project, environment, correlationId } = entry.entry;
    const receipt = await this.#record.event({
      actor: caller,
      source: 'api',
      operationType: 'note',
      action: 'audit:note',
      reason: text,
      ...(entityRef && { entityRef }),
      ...(project && { project }),
      ...(environment && { environment }),
      ...(correlationId && { correlationId }),
      ...(note.links?.length && {
        parameters: { links: note.links.map(link => ({ ...link })) },
      }),
      contextTags: { noteOn: entryId },
    });
    const index = await receipt
      .sequenced({ signal: AbortSignal.timeout(SEQUENCED_WITHIN_MS) })
      .catch(() => undefined);
    return { id: receipt.id, ...(index !== undefined && { index }) };
  }
}
