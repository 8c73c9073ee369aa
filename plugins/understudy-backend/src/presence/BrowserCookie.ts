import { randomBytes } from 'node:crypto';

const NAME = 'understudy-presence';
const VALUE = /^[A-Za-z0-9_-]{43}$/;
const SECONDS = 600;

/**
 * Recognises the browser in which something was begun, so that a sign-in that
 * somebody else began with a stolen token proves nothing. It works where the
 * app and the backend have the same origin: then browsers keep the cookie
 * without being asked.
 */
export class BrowserCookie {
  readonly #bound: boolean;

  static create(options: {
    appUrl: string | undefined;
    backendUrl: string | undefined;
  }): BrowserCookie {
    return new BrowserCookie(
      originOf(options.appUrl) !== undefined &&
        originOf(options.appUrl) === originOf(options.backendUrl),
    );
  }

  private constructor(bound: boolean) {
    this.#bound = bound;
  }

  /** The value that this browser sent, if it has one. */
  read(header: string | undefined): string | undefined {
    const value = header
      ?.split(';')
      .map(part => part.trim())
      .find(part => part.startsWith(`${NAME}=`))
      ?.slice(NAME.length + 1);
    return value !== undefined && VALUE.test(value) ? value : undefined;
  }

  /** The value of this browser and the header that keeps it there; nothing where browsers are not recognised. */
  keep(
    header: string | undefined,
    options: { callback: URL },
  ): { value: string; setCookie: string } | undefined {
    if (!this.#bound) {
      return undefined;
    }
    const value = this.read(header) ?? randomBytes(32).toString('base64url');
    const { protocol, pathname } = options.callback;
    const attributes = [
      `${NAME}=${value}`,
      `Path=${pathname.replace(/\/callback$/, '')}`,
      `Max-Age=${SECONDS}`,
      'HttpOnly',
      'SameSite=Lax',
      ...(protocol === 'https:' ? ['Secure'] : []),
    ];
    return { value, setCookie: attributes.join('; ') };
  }
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url)
    ? new URL(url).origin
    : undefined;
}
