import { describe, expect, it } from '@jest/globals';
import { endpointUrl, keepsEndpoints } from './endpoint.policy.js';

describe('endpoints', () => {
  it('are kept by the Secretariat and by whoever runs the machine', () => {
    const roles = ['secretariat', 'operator', 'chair', 'vice-chair', 'participant', 'observer'];
    expect(roles.filter((role) => keepsEndpoints({ roles: [role], party: 'GHA' }))).toEqual([
      'secretariat',
      'operator',
    ]);
  });

  it.each([
    ['https://system.example/plenum?k=1', 'https://system.example/plenum?k=1'],
    ['https://8.8.8.8:8443/', 'https://8.8.8.8:8443/'],
    ['https://SYSTEM.example', 'https://system.example/'],
  ])('may lie at %s', (url, called) => {
    expect(endpointUrl(url, false)).toBe(called);
  });

  it.each([
    ['not an address', 'no address'],
    ['system.example/plenum', 'no address'],
    ['http://system.example/', 'https://'],
    ['ftp://system.example/', 'https://'],
    ['https://user@system.example/', 'user name'],
    ['https://:password@system.example/', 'user name'],
    ['https://system.example/#here', '«#»'],
    ['https://localhost/', 'not public'],
    ['http://127.0.0.1:9/', 'not public'],
    ['https://10.0.0.1/', 'not public'],
    ['https://169.254.169.254/latest', 'not public'],
    ['https://0xa000001/', 'not public'],
    ['https://[::1]/', 'not public'],
    ['https://[fd00::1]/', 'not public'],
    ['https://[::ffff:10.0.0.1]/', 'not public'],
  ])('may not lie at %s', (url, why) => {
    expect(() => endpointUrl(url, false)).toThrow(why);
  });

  it('may lie at private addresses where the configuration says so, without encryption on this machine alone', () => {
    const urls = ['http://127.0.0.1:9/', 'http://localhost/', 'http://[::1]/', 'https://10.0.0.1/'];
    expect(urls.map((url) => endpointUrl(url, true))).toEqual(urls);
    expect(() => endpointUrl('http://10.0.0.1/', true)).toThrow('https://');
  });
});
