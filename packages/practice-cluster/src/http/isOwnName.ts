const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Whether a Host header can only mean this machine. A page on the internet can have its own name resolve to
 * loopback; the name in this header is what such a request cannot hide.
 */
export function isOwnName(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK.test(host);
}
