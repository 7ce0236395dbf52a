import { describe, expect, it } from '@jest/globals';
import { isLoopbackHost, isPublicAddress, literalAddress } from './address.js';

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:a00:1::',
    'plenum.example',
    '',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.15.255.255', '172.32.0.1', '192.167.1.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it('in a URL is read as the URL reads it, however it is written', () => {
    const hosts = ['http://0x7f.1/', 'http://2130706433/', 'http://[::1]/', 'https://plenum.example/'];
    expect(hosts.map((url) => literalAddress(new URL(url).hostname))).toEqual([
      '127.0.0.1',
      '127.0.0.1',
      '::1',
      null,
    ]);
  });

  it('is this machine by name and by number', () => {
    const hosts = [
      'localhost',
      'localhost.',
      'a.localhost',
      '127.9.9.9',
      '[::1]',
      'localhost.example',
      '10.0.0.1',
    ];
    expect(hosts.map(isLoopbackHost)).toEqual([true, true, true, true, true, false, false]);
  });
});
