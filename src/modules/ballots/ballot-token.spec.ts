import { describe, expect, it } from '@jest/globals';
import { hashCode, hashToken, newCode, newToken, receiptNumber, tidyToken } from './ballot-token.js';

const TOKEN = 'Ab3_-'.repeat(8) + 'xyz';

describe('a link token', () => {
  it('is 256 random bits as base64url, and no two are equal', () => {
    const tokens = Array.from({ length: 200 }, newToken);
    expect(tokens.every((token) => /^[A-Za-z0-9_-]{43}$/.test(token))).toBe(true);
    expect(new Set(tokens).size).toBe(200);
  });

  it.each(['', '.', '>', '=3D', '=', '%3E', '&gt;', ').', '"', '»', '=20', ' ', '!?', ']>.'])(
    'survives «%s», which mail programs hang on its end',
    (tail) => expect(tidyToken(TOKEN + tail)).toBe(TOKEN),
  );

  it.each([
    ['shortened', TOKEN.slice(0, -1)],
    ['shortened with a tail', `${TOKEN.slice(0, -1)}.`],
    ['lengthened', `${TOKEN}x`],
    ['with a tail in front', `>${TOKEN}`],
    ['broken by a space', `${TOKEN.slice(0, 20)} ${TOKEN.slice(20)}`],
    ['empty', ''],
    ['very long', 'A'.repeat(100_000)],
  ])('is refused when %s', (_how, raw) => expect(tidyToken(raw)).toBeNull());

  it('is another one in capitals', () => {
    expect(hashToken(TOKEN.toUpperCase())).not.toBe(hashToken(TOKEN));
  });
});

describe('the code from the mail', () => {
  it('has eight signs without vowels and look-alikes', () => {
    for (let i = 0; i < 200; i += 1)
      expect(newCode()).toMatch(/^[CDFGHJKMNPQRTVWXY34679]{4}-[CDFGHJKMNPQRTVWXY34679]{4}$/);
  });

  it('may be typed in small letters, without its hyphen, with spaces', () => {
    expect(hashCode('link', ' cdfg hjkm ')).toBe(hashCode('link', 'CDFG-HJKM'));
  });

  it('belongs to one link', () => {
    expect(hashCode('one', 'CDFG-HJKM')).not.toBe(hashCode('other', 'CDFG-HJKM'));
  });
});

describe('a receipt number', () => {
  it('is the same for the same form of the same link, and for no other', () => {
    expect(receiptNumber('link', 'seed')).toBe(receiptNumber('link', 'seed'));
    expect(receiptNumber('link', 'seed')).toMatch(/^B(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    expect(
      new Set([receiptNumber('link', 'seed'), receiptNumber('link', 'seed2'), receiptNumber('link2', 'seed')])
        .size,
    ).toBe(3);
  });
});
