interface Cookie {
  name: string;
  value: string;
  domain: string;
  path: string;
}

/**
 * As much of a browser as signing in takes: it keeps cookies by host and path, and follows redirects by hand.
 *
 * @public
 */
export class TestBrowser {
  readonly #cookies = new Map<string, Cookie>();

  /** The addresses that were visited, in order. */
  readonly visited: string[] = [];

  /** Another browser with the same cookies, as somebody who stole them has. */
  copy(): TestBrowser {
    const copy = new TestBrowser();
    this.#cookies.forEach((cookie, key) => copy.#cookies.set(key, cookie));
    return copy;
  }

  /** Fetches a page, and wherever it leads. */
  async open(url: string, init: RequestInit = {}): Promise<Response> {
    let next = new URL(url);
    let request = init;
    for (let hops = 0; hops < 10; hops += 1) {
      const response = await this.fetch(next.href, request);
      const location = response.headers.get('location');
      if (!location) {
        return response;
      }
      await response.body?.cancel();
      next = new URL(location, next);
      request = {};
    }
    throw new Error(`${url} leads from one redirect to the next`);
  }

  /** Fetches one page with the cookies for it, and keeps the cookies that it sets. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const target = new URL(url);
    this.visited.push(target.href);
    const headers = new Headers(init.headers);
    const cookies = [...this.#cookies.values()].filter(
      ({ domain, path }) =>
        domain === target.hostname &&
        (target.pathname === path ||
          target.pathname.startsWith(path.endsWith('/') ? path : `${path}/`)),
    );
    if (cookies.length > 0) {
      headers.set(
        'cookie',
        cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      );
    }
    const response = await fetch(target, {
      ...init,
      headers,
      redirect: 'manual',
    });
    for (const header of response.headers.getSetCookie()) {
      this.#keep(header, target);
    }
    return response;
  }

  #keep(header: string, from: URL): void {
    const [pair, ...rest] = header.split(';').map(part => part.trim());
    const attributes = new Map(
      rest.map(part => {
        const [name, value = ''] = part.split('=');
        return [name.toLocaleLowerCase('en-US'), value];
      }),
    );
    const at = pair.indexOf('=');
    const cookie = {
      name: pair.slice(0, at),
      value: pair.slice(at + 1),
      domain: attributes.get('domain') ?? from.hostname,
      path:
        attributes.get('path') ?? from.pathname.replace(/\/[^/]*$/, '') ?? '/',
    };
    const key = [cookie.domain, cookie.path, cookie.name].join(' ');
    const expires = attributes.get('expires');
    const gone =
      attributes.get('max-age') === '0' ||
      (expires !== undefined && Date.parse(expires) < Date.now());
    if (gone) {
      this.#cookies.delete(key);
    } else {
      this.#cookies.set(key, cookie);
    }
  }
}
