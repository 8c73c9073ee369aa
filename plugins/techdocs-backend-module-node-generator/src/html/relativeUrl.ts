import { posix } from 'node:path';

/** From one address of a site to another; both relative to its root, pages with a trailing slash. */
export function relativeUrl(fromPage: string, to: string): string {
  const path = posix.relative(`/${fromPage}`, `/${to}`);
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const isPage = to === '' || to.endsWith('/');
  if (encoded === '') {
    return './';
  }
  return isPage ? `${encoded}/` : encoded;
}
