import { InputError } from '@backstage/errors';
import type { StoredPlan } from '../plans/types';

/** Where a page of the inbox ends. */
export interface InboxCursor {
  incident: boolean;
  at: number;
  id: string;
  /** The same as text. */
  text: string;
}

const SHAPE = /^([in])\.(\d{1,16})\.([0-9a-f-]{36})$/;

/** Where the inbox goes on after a plan. */
export function toInboxCursor(plan: StoredPlan): InboxCursor {
  const incident = plan.content.incident !== undefined;
  const at = plan.requestedAt ?? 0;
  return {
    incident,
    at,
    id: plan.id,
    text: Buffer.from(`${incident ? 'i' : 'n'}.${at}.${plan.id}`).toString(
      'base64url',
    ),
  };
}

/** Reads what {@link toInboxCursor} wrote. */
export function parseInboxCursor(text: string): InboxCursor {
  const match = SHAPE.exec(Buffer.from(text, 'base64url').toString());
  if (!match) {
    throw new InputError('cursor is not one that this list gave');
  }
  const [, kind, at, id] = match;
  return { incident: kind === 'i', at: Number(at), id, text };
}
