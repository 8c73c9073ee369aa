import { isLoopbackAddress, isLoopbackHostname } from './isLoopback';

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])(
    'takes the address %s for this machine',
    address => expect(isLoopbackAddress(address)).toBe(true),
  );

  it.each([
    '10.0.0.1',
    '128.0.0.1',
    '0.0.0.0',
    '::',
    '::2',
    '::ffff:10.0.0.1',
    'fe80::1',
    'localhost',
    '',
    undefined,
  ])('does not take the address %s for this machine', address =>
    expect(isLoopbackAddress(address)).toBe(false),
  );

  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '[::1]', '::1'])(
    'takes the name %s for this machine',
    hostname => expect(isLoopbackHostname(hostname)).toBe(true),
  );

  it.each(['', '127.0.0.1.example.com', 'localhost.example.com', '[::2]'])(
    'does not take the name %s for this machine',
    hostname => expect(isLoopbackHostname(hostname)).toBe(false),
  );
});
