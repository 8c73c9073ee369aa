const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Whether something may be fetched from an address: https, and http on this
 * machine where that is what the administrator configured.
 */
export function isAllowedAddress(
  url: URL,
  options: { insecure: boolean },
): boolean {
  return (
    url.protocol === 'https:' ||
    (options.insecure &&
      url.protocol === 'http:' &&
      LOOPBACK.test(url.hostname))
  );
}
