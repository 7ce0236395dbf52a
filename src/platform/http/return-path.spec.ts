import { describe, expect, it } from '@jest/globals';
import { returnPath, signInAddress } from './return-path.js';

describe('where a person goes after signing in', () => {
  it.each(['/', '/procedures', '/cases/KP%2FWP%2F1?tab=history&at=2012-11-30T22:00:00Z#late', '/sign-ins'])(
    'may be %s',
    (path) => {
      expect(returnPath(path)).toBe(path);
    },
  );

  it.each<[string, unknown]>([
    ['another site', 'https://evil.example/'],
    ['another site without a scheme', '//evil.example'],
    ['two slashes further on', '/.//evil.example'],
    ['a backslash', '/\\evil.example'],
    ['a tab, which browsers drop', '/\t/evil.example'],
    ['a line end', '/\n/evil.example'],
    ['a script', 'javascript:alert(1)'],
    ['a relative path', 'procedures'],
    ['nothing', ''],
    ['a list', ['/procedures']],
    ['no text', undefined],
    ['letters that must be encoded', '/é'],
    ['a thousand letters and more', `/${'a'.repeat(1000)}`],
    ['signing in', '/sign-in'],
    ['a link for signing in', `/sign-in/${'A'.repeat(43)}`],
    ['signing in with a query', '/sign-in?to=/'],
  ])('is never %s', (_what, given) => {
    expect(returnPath(given)).toBeNull();
    expect(signInAddress(given)).toBe('/sign-in');
  });

  it('is carried by the address of the sign-in page whole', () => {
    const to = '/board?party=GHA&level=late';
    const address = new URL(signInAddress(to), 'http://plenum.example');
    expect([address.pathname, address.searchParams.get('to')]).toEqual(['/sign-in', to]);
  });
});
