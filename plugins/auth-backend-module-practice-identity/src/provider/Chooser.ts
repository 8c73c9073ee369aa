import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { chooserPage } from '../page/chooserPage';
import { messagePage } from '../page/messagePage';
import { originsOf } from '../page/originsOf';
import { pageHeaders } from '../page/renderPage';
import type { PracticeIdentity } from '../types';
import type { KnownPeople } from './KnownPeople';
import { readForm } from './readForm';
import { SubmissionLimit } from './SubmissionLimit';

type SignIn = Awaited<ReturnType<Provider['interactionDetails']>>;

const SUBMISSIONS_PER_MINUTE = 120;

/** The page on which somebody chooses who to be, and what happens on choosing. */
export class Chooser {
  readonly #identity: PracticeIdentity;
  readonly #known: KnownPeople;
  readonly #provider: Provider;
  readonly #origins: readonly [string, ...string[]];
  readonly #limit: SubmissionLimit;

  constructor(options: {
    identity: PracticeIdentity;
    known: KnownPeople;
    provider: Provider;
  }) {
    this.#identity = options.identity;
    this.#known = options.known;
    this.#provider = options.provider;
    this.#origins = originsOf(options.identity.client);
    this.#limit = new SubmissionLimit({ perMinute: SUBMISSIONS_PER_MINUTE });
  }

  /** Answers a request to the chooser; `false` when it is meant for somebody else. */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const { pathname } = new URL(request.url ?? '/', this.#identity.issuer);
    if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return true;
    }
    if (pathname === '/ready') {
      await this.#sayReady(response);
      return true;
    }
    if (!pathname.startsWith('/choose/')) {
      return false;
    }
    if (request.method === 'POST') {
      await this.#choose(request, response);
    } else if (request.method === 'GET') {
      await this.#show(request, response);
    } else {
      this.#refuse(response, 405, 'This page can be opened and submitted.');
    }
    return true;
  }

  /** For whoever starts this backend and wants to know when people can sign in. */
  async #sayReady(response: ServerResponse): Promise<void> {
    const known = await this.#known.find();
    const missing = this.#identity.people
      .map(({ user }) => user)
      .filter(user => !known.has(user));
    response.writeHead(missing.length ? 503 : 200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
    });
    response.end(JSON.stringify({ missing }));
  }

  async #show(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const signIn = await this.#findSignIn(request, response);
    if (!signIn) {
      this.#refuseExpired(response);
      return;
    }
    const known = await this.#known.find();
    response.writeHead(200, pageHeaders({ origins: this.#origins }));
    response.end(
      chooserPage({
        action: `/choose/${signIn.uid}`,
        people: this.#identity.people,
        known,
      }),
    );
  }

  async #choose(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (request.headers.origin !== this.#identity.issuer) {
      this.#refuse(response, 403, 'The choice has to be made on this page.');
      return;
    }
    if (!this.#limit.take()) {
      response.setHeader('Retry-After', '60');
      this.#refuse(response, 429, 'Too many choices at once; wait a minute.');
      return;
    }
    const form = await readForm(request);
    if (!form) {
      this.#refuse(response, 413, 'This is not the form of this page.');
      return;
    }
    const signIn = await this.#findSignIn(request, response);
    if (!signIn) {
      this.#refuseExpired(response);
      return;
    }
    const person = this.#identity.people.find(
      ({ user }) => user === form.get('person'),
    );
    if (!person && !form.has('cancel')) {
      this.#refuse(response, 400, 'There is no such person to sign in as.');
      return;
    }
    await this.#forgetSession(signIn);
    await this.#provider.interactionFinished(
      request,
      response,
      person
        ? { login: { accountId: person.user } }
        : {
            error: 'access_denied',
            error_description: 'Nobody was chosen to sign in as.',
          },
      { mergeWithLastSubmission: false },
    );
  }

  /** The sign-in under way; bound to this browser by a cookie for this very path. */
  async #findSignIn(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<SignIn | undefined> {
    try {
      return await this.#provider.interactionDetails(request, response);
    } catch (error) {
      if (error instanceof Error && error.name === 'SessionNotFound') {
        return undefined;
      }
      throw error;
    }
  }

  /** Lets go of who was signed in before, so that choosing somebody else needs no signing out in between. */
  async #forgetSession(signIn: SignIn): Promise<void> {
    if (!signIn.session) {
      return;
    }
    const session = await this.#provider.Session.findByUid(signIn.session.uid);
    await session?.destroy();
    signIn.session = undefined;
    await signIn.save(signIn.exp - Math.floor(Date.now() / 1000));
  }

  #refuseExpired(response: ServerResponse): void {
    this.#refuse(
      response,
      400,
      'This sign-in is over or was begun in another browser. Go back and sign in again.',
    );
  }

  #refuse(response: ServerResponse, status: number, message: string): void {
    response.writeHead(status, {
      ...pageHeaders({ origins: this.#origins }),
      Connection: 'close',
    });
    response.end(
      messagePage({
        title: 'Signing in did not work',
        message,
        appOrigin: this.#origins[0],
      }),
    );
  }
}
