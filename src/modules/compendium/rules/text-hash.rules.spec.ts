import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashOfText, normalisedText } from './text-hash.rules.js';
import { titleKey, titleKeys } from './title-key.rules.js';

describe('the hash of a text', () => {
  it('is SHA-256 of the words in UTF-8', () => {
    expect(hashOfText('Décision')).toBe(createHash('sha256').update('Décision', 'utf8').digest('hex'));
  });

  it.each([
    ['line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['white space at the end of a line', 'a \t\u00a0\nb', 'a\nb'],
    ['empty lines before and after', '\n \na\n\n', 'a'],
    ['a byte order mark', '\uFEFFa', 'a'],
    ['composed letters', 'De\u0301cision', 'Décision'],
  ])('does not change with %s', (_, one, other) => {
    expect(normalisedText(one)).toBe(other);
    expect(hashOfText(one)).toBe(hashOfText(other));
  });

  it.each([
    ['a word', 'a b', 'a c'],
    ['a paragraph', 'a\n\nb', 'a\nb'],
    ['an indentation', 'a\n b', 'a\nb'],
    ['letter case', 'Chair', 'chair'],
  ])('changes with %s', (_, one, other) => {
    expect(hashOfText(one)).not.toBe(hashOfText(other));
  });
});

describe('the key of a title', () => {
  it('is one for the ways in which a title is written', () => {
    const key = 'administrative decision on the kp peer review system';
    for (const title of [
      'Administrative Decision on the KPCS Peer Review System',
      'AD on the KP Peer-Review System',
      'The AD, on the «KPCS» Peer Review System.',
    ])
      expect(titleKey(title)).toBe(key);
    expect(titleKey('Déclaration de Moscou')).toBe('declaration de moscou');
    expect(titleKey('декларация 2005')).toBe('декларация 2005');
    expect(titleKey('…')).toBe('');
  });

  it('differs between documents, and is made of every name once', () => {
    expect(titleKey('AD on Guinea')).not.toBe(titleKey('AD on Ghana'));
    expect(titleKey('The Adoption')).toBe('adoption');
    expect(titleKeys('AD on boxes', ['Administrative Decision on boxes', '!', 'Box AD'])).toEqual([
      'administrative decision on boxes',
      'box administrative decision',
    ]);
  });
});
