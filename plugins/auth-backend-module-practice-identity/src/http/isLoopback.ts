import { BlockList, isIPv4, isIPv6 } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an IP address is one of this machine's loopback addresses. */
export function isLoopbackAddress(address: string | undefined): boolean {
  const bare = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(bare)) {
    return loopback.check(bare, 'ipv4');
  }
  return isIPv6(bare) && loopback.check(bare, 'ipv6');
}

/** Whether a host name, as it stands in a URL, can only mean this machine. */
export function isLoopbackHostname(hostname: string): boolean {
  return (
    hostname.toLocaleLowerCase('en-US') === 'localhost' ||
    isLoopbackAddress(hostname.replace(/^\[(.*)\]$/, '$1'))
  );
}
