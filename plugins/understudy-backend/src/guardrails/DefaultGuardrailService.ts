import { ConflictError, InputError } from '@backstage/errors';
import {
  diffGuardrails,
  parseGuardrails,
  type GuardrailData,
} from '@understudy/plugin-understudy-common';
import { assertPerson } from '../access/assertPerson';
import { PathAccess } from '../access/PathAccess';
import type {
  AccessService,
  CallerCredentials,
  UserCredentials,
} from '../access/types';
import type { ActiveGuardrails } from './ActiveGuardrails';
import type { ActivationQuorum } from './ActivationQuorum';
import { describeActivation } from './describeActivation';
import { dataOf } from './dataOf';
import type { GuardrailActivation } from './GuardrailActivation';
import { guardrailEntry } from './guardrailEntry';
import { noVersion, outdated } from './guardrailErrors';
import { guardrailDigest } from './guardrailDigest';
import type { GuardrailSimulator } from './GuardrailSimulator';
import type { GuardrailStore } from './GuardrailStore';
import { toSummary } from './toSummary';
import type {
  ActiveVersion,
  GuardrailService,
  LedgerPort,
  Simulation,
  StoredVersion,
  VersionDetail,
  VersionSummary,
} from './types';
import { parseVersionCursor, toVersionCursor } from './versionCursor';

const PAGE = 50;
const OPEN_DRAFTS = 50;
const SIMULATED_DAYS = 30;

interface Options {
  access: AccessService;
  store: GuardrailStore;
  ledger: Pick<LedgerPort, 'record'>;
  activeGuardrails: ActiveGuardrails;
  quorum: ActivationQuorum;
  activation: GuardrailActivation;
  simulator: GuardrailSimulator;
  now?: () => number;
}

/** Every change stands in the ledger before it holds. */
export class DefaultGuardrailService implements GuardrailService {
  readonly #options: Options;

  static create(options: Options): DefaultGuardrailService {
    return new DefaultGuardrailService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async active(): Promise<ActiveVersion> {
    return this.#options.activeGuardrails.current();
  }

  async list(
    query: { limit?: number; cursor?: string },
    options: { credentials: CallerCredentials },
  ): Promise<{ items: VersionSummary[]; nextCursor?: string }> {
    const { access, store } = this.#options;
    await access.authorizeRead(options);
    const limit = query.limit ?? PAGE;
    const page = await store.page({
      ...(query.cursor && { before: parseVersionCursor(query.cursor) }),
      limit: limit + 1,
    });
    const items = page.slice(0, limit);
    const votes = await store.votes(items.map(({ version }) => version));
    return {
      items: items.map(version => toSummary(version, votes, this.#now())),
      ...(page.length > limit && {
        nextCursor: toVersionCursor(items[limit - 1].version),
      }),
    };
  }

  async get(
    request: { version?: number },
    options: { credentials: CallerCredentials },
  ): Promise<VersionDetail> {
    const { access, store } = this.#options;
    await access.authorizeRead(options);
    const active = await store.active();
    const found =
      request.version === undefined
        ? active
        : await store.find(request.version);
    if (!found) {
      throw noVersion(request.version);
    }
    return this.#detail(found, active, options.credentials);
  }

  async draft(
    input: { data: unknown; reason: string; basedOn: number },
    options: { credentials: UserCredentials },
  ): Promise<VersionDetail> {
    const { store, ledger } = this.#options;
    const { credentials } = options;
    const { by } = await this.#assertMay(credentials, 'draft guardrails');
    const data = parseGuardrails(input.data);
    const { text, digest } = guardrailDigest(data);
    const active = await store.active();
    const { basedOn } = input;
    if (active?.version !== basedOn) {
      throw outdated(basedOn, active?.version);
    }
    if (active.digest === digest) {
      throw new ConflictError(
        'These guardrails hold already: the draft differs in nothing',
      );
    }
    if ((await store.openDrafts(basedOn)) >= OPEN_DRAFTS) {
      throw tooMany();
    }
    const { id } = await ledger.record.event({
      ...guardrailEntry({ by, action: 'draft', digest, reason: input.reason }),
      contextTags: { digest, basedOn: String(basedOn) },
    });
    const version = await store.addDraft(
      {
        digest,
        text,
        reason: input.reason,
        by,
        at: this.#now(),
        basedOn,
        entryId: id,
      },
      { most: OPEN_DRAFTS },
    );
    if (version === 'too-many') {
      throw tooMany();
    }
    if (version === 'outdated') {
      throw outdated(basedOn, (await store.activeKey())?.version);
    }
    return this.get({ version }, options);
  }

  async activate(
    request: { version: number; digest: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<VersionDetail> {
    const { by } = await this.#assertMay(
      options.credentials,
      'activate guardrails',
    );
    await this.#options.activation.vote({ ...request, by });
    return this.get({ version: request.version }, options);
  }

  async simulate(
    request: { version?: number; data?: unknown; days?: number },
    options: { credentials: UserCredentials },
  ): Promise<Simulation> {
    const { store, simulator } = this.#options;
    await this.#rights(options.credentials, 'simulate guardrails');
    if ((request.version === undefined) === (request.data === undefined)) {
      throw new InputError(
        'Give either the number of a version or the guardrails themselves: version, data',
      );
    }
    let other: GuardrailData;
    if (request.version === undefined) {
      other = parseGuardrails(request.data);
    } else {
      const found = await store.find(request.version);
      if (!found) {
        throw noVersion(request.version);
      }
      other = dataOf(found);
    }
    const active = await this.active();
    return simulator.run({
      active: active.data,
      other,
      days: request.days ?? SIMULATED_DAYS,
    });
  }

  async #detail(
    found: StoredVersion,
    active: StoredVersion | undefined,
    credentials: CallerCredentials,
  ): Promise<VersionDetail> {
    const { access, store, quorum } = this.#options;
    const votes = await store.votes([found.version]);
    const data = dataOf(found);
    const rights =
      credentials.principal.type === 'user'
        ? await PathAccess.of({
            access,
            credentials: credentials as UserCredentials,
          })
        : undefined;
    return {
      version: toSummary(found, votes, this.#now()),
      data: JSON.parse(found.text),
      differences: active
        ? diffGuardrails(dataOf(active), data).map(
            ({ pointer, before, after }) => ({
              path: pointer,
              ...(before !== undefined && { before }),
              ...(after !== undefined && { after }),
            }),
          )
        : [],
      activation: await describeActivation({
        found,
        active,
        needed: quorum.needed,
        count: () => quorum.count(found, votes, this.#now()),
        ...(rights && {
          caller: {
            ref: rights.userEntityRef,
            right: rights.right('understudy.policy.manage'),
          },
        }),
      }),
    };
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  async #assertMay(
    credentials: UserCredentials,
    what: string,
  ): Promise<{ by: string }> {
    assertPerson(credentials, what);
    const rights = await this.#rights(credentials, what);
    return { by: rights.userEntityRef };
  }

  async #rights(
    credentials: UserCredentials,
    what: string,
  ): Promise<PathAccess> {
    const rights = await PathAccess.of({
      access: this.#options.access,
      credentials,
    });
    rights.assert('understudy.policy.manage', what);
    return rights;
  }
}

function tooMany(): Error {
  return new ConflictError(
    `There are ${OPEN_DRAFTS} drafts of the version that holds. Activate one of them; the others are over then`,
  );
}
