import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  AuditView,
  AuditViewInput,
} from '@understudy/plugin-understudy-common';
import { withCode } from '../../http/errorCode';
import type { StoredView, ViewStore } from './ViewStore';

const VIEWS_PER_PERSON = 100;

/** Saved views of the audit page. A view is a question; it gives no right. */
export class AuditViews {
  readonly #store: ViewStore;

  constructor(options: { store: ViewStore }) {
    this.#store = options.store;
  }

  async list(person: string): Promise<AuditView[]> {
    return (await this.#store.list(person)).map(view => toView(view, person));
  }

  async create(input: AuditViewInput, person: string): Promise<AuditView> {
    if ((await this.#store.countOf(person)) >= VIEWS_PER_PERSON) {
      throw withCode(
        'too-many-views',
        new ConflictError(
          `You have ${VIEWS_PER_PERSON} saved views, which is as many as one may have. Delete one that you do not need.`,
        ),
      );
    }
    const now = new Date();
    const view = {
      id: randomUUID(),
      owner: person,
      createdAt: now,
      updatedAt: now,
      ...checked(input),
    };
    await this.#store.insert(view);
    return toView(view, person);
  }

  async update(
    id: string,
    input: AuditViewInput,
    person: string,
  ): Promise<AuditView> {
    const known = await this.#mine(id, person);
    const view = { ...known, ...checked(input), updatedAt: new Date() };
    if (!(await this.#store.update(view))) {
      throw notFound();
    }
    return toView(view, person);
  }

  async delete(id: string, person: string): Promise<void> {
    await this.#mine(id, person);
    if (!(await this.#store.delete({ id, owner: person }))) {
      throw notFound();
    }
  }

  async #mine(id: string, person: string): Promise<StoredView> {
    const view = await this.#store.get(id);
    if (!view || (view.owner !== person && !view.shared)) {
      throw notFound();
    }
    if (view.owner !== person) {
      throw new NotAllowedError(
        `This view belongs to ${view.owner}, who alone can change it. Save one of your own instead.`,
      );
    }
    return view;
  }
}

function notFound(): Error {
  return withCode(
    'view-not-found',
    new NotFoundError('There is no such view, or it is not shared with you'),
  );
}

function checked(input: AuditViewInput): AuditViewInput {
  const { last, from, to } = input.query;
  if (last !== undefined && (from !== undefined || to !== undefined)) {
    throw new InputError('A view has either last, or from and to');
  }
  return { ...input, name: input.name.trim() };
}

function toView(view: StoredView, person: string): AuditView {
  return {
    id: view.id,
    name: view.name,
    query: view.query,
    shared: view.shared,
    owner: view.owner,
    mine: view.owner === person,
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  };
}
