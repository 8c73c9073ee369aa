import type { EventsService } from '@backstage/plugin-events-node';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';

/** Where the backend of Understudy learns of refusals. */
const TOPIC = 'understudy.permission-denied';
const EVERY_MS = 60_000;
const REMEMBERED = 5_000;

/**
 * Tells the backend of Understudy which permissions this policy refused to
 * whom, each at most once in a minute and with its number. It never holds the
 * policy up, and a refusal holds whether or not anybody learns of it.
 */
export class DenialReporter {
  readonly #events: EventsService;
  readonly #now: () => number;
  readonly #told = new Map<string, { at: number; since: number }>();

  constructor(options: { events: EventsService; now?: () => number }) {
    this.#events = options.events;
    this.#now = options.now ?? Date.now;
  }

  denied(user: PolicyQueryUser, permission: string): void {
    const { principal } = user.credentials as {
      principal?: { actor?: { subject?: string } };
    };
    if (principal?.actor?.subject === 'plugin:understudy') {
      // Understudy asks for itself, and records by itself what it refuses.
      return;
    }
    const { userEntityRef } = user.info;
    const key = JSON.stringify([userEntityRef, permission]);
    const now = this.#now();
    const told = this.#told.get(key);
    const age = now - (told?.at ?? -Infinity);
    if (told && age >= 0 && age < EVERY_MS) {
      told.since += 1;
      return;
    }
    if (this.#told.size >= REMEMBERED) {
      this.#told.clear();
    }
    this.#told.set(key, { at: now, since: 0 });
    this.#events
      .publish({
        topic: TOPIC,
        eventPayload: {
          userEntityRef,
          permission,
          count: (told?.since ?? 0) + 1,
        },
      })
      .catch(() => {});
  }
}
