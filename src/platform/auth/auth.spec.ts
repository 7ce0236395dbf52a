import { describe, expect, it } from '@jest/globals';
import { Seal } from './seal.js';
import { newToken, tokenHash } from './token.js';

const KEY = '0f'.repeat(32);

describe('a seal', () => {
  it('opens what it sealed, and never seals the same text the same way', () => {
    const seal = new Seal(KEY);
    const [first, second] = [
      seal.seal('https://plenum.example/b/é'),
      seal.seal('https://plenum.example/b/é'),
    ];
    expect(first).not.toBe(second);
    expect([seal.open(first), new Seal(KEY).open(second)]).toEqual(
      Array(2).fill('https://plenum.example/b/é'),
    );
    expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain('plenum');
  });

  it.each([
    ['another key', (sealed: string) => new Seal('f0'.repeat(32)).open(sealed)],
    ['one bit changed', (sealed: string) => new Seal(KEY).open(flipped(sealed, 40))],
    ['a changed nonce', (sealed: string) => new Seal(KEY).open(flipped(sealed, 0))],
    ['its end cut off', (sealed: string) => new Seal(KEY).open(sealed.slice(0, -4))],
    ['its tag cut short', (sealed: string) => new Seal(KEY).open(sealed.slice(0, 20))],
    ['nothing at all', () => new Seal(KEY).open('')],
  ])('does not open with %s', (_what, open) => {
    const sealed = new Seal(KEY).seal('a text of some length that is sealed');
    expect(() => open(sealed)).toThrow(expect.objectContaining({ code: 'seal.broken' }));
  });
});

describe('a token', () => {
  it('is 256 random bits in base64url', () => {
    const tokens = Array.from({ length: 1000 }, newToken);
    expect(new Set(tokens).size).toBe(1000);
    expect(
      tokens.every((token) => Buffer.from(token, 'base64url').length === 32 && token.length === 43),
    ).toBe(true);
  });

  it('is stored as its sha-256 in lower-case hexadecimal', () => {
    expect(tokenHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

function flipped(sealed: string, byte: number): string {
  const bytes = Buffer.from(sealed, 'base64url');
  bytes[byte] = (bytes[byte] ?? 0) ^ 1;
  return bytes.toString('base64url');
}
