import type { Adapter, AdapterPayload } from 'oidc-provider';

const MAX_ENTRIES = 1000;

/**
 * What the provider remembers of one kind of thing, in memory, for as long as the process runs.
 *
 * Each kind has its own store with its own limit: sign-ins that nobody finishes push each other out, and not the
 * people who are signed in.
 */
export class PracticeStore implements Adapter {
  readonly #entries = new Map<
    string,
    { payload: AdapterPayload; expiresAt: number }
  >();

  async upsert(
    id: string,
    payload: AdapterPayload,
    expiresIn?: number,
  ): Promise<void> {
    const expiresAt = expiresIn ? Date.now() + expiresIn * 1000 : Infinity;
    this.#entries.delete(id);
    this.#entries.set(id, { payload, expiresAt });
    if (this.#entries.size > MAX_ENTRIES) {
      this.#makeRoom();
    }
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const entry = this.#entries.get(id);
    return entry && entry.expiresAt > Date.now() ? entry.payload : undefined;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#findWhere(payload => payload.uid === uid);
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#findWhere(payload => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const payload = await this.find(id);
    if (payload) {
      payload.consumed = Math.floor(Date.now() / 1000);
    }
  }

  async destroy(id: string): Promise<void> {
    this.#entries.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.#entries) {
      if (payload.grantId === grantId) {
        this.#entries.delete(id);
      }
    }
  }

  async #findWhere(
    matches: (payload: AdapterPayload) => boolean,
  ): Promise<AdapterPayload | undefined> {
    for (const [id, { payload }] of this.#entries) {
      if (matches(payload)) {
        return this.find(id);
      }
    }
    return undefined;
  }

  #makeRoom(): void {
    const now = Date.now();
    for (const [id, { expiresAt }] of this.#entries) {
      if (expiresAt <= now) {
        this.#entries.delete(id);
      }
    }
    for (const id of this.#entries.keys()) {
      if (this.#entries.size <= MAX_ENTRIES) {
        return;
      }
      this.#entries.delete(id);
    }
  }
}
