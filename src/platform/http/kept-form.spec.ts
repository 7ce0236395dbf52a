import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { keptForm } from './kept-form.js';

const HERE = 'https://plenum.example';
const FORM = 'application/x-www-form-urlencoded';

/** A POST as express gives it, as far as it is looked at. */
function post({
  body = { nonce: 'a.b', note: 'Ghana agrees.\nSo be it.', kind: 'support', on: '2013-03-31' } as unknown,
  headers = { 'sec-fetch-site': 'same-origin' } as Readonly<Record<string, string>>,
  originalUrl = '/procedures/7/do/answer?party=GHA',
  type = FORM,
} = {}): Request {
  const request = {
    body,
    originalUrl,
    get: (name: string) => headers[name],
    is: (wanted: readonly string[]) => wanted.includes(type) && type,
  };
  return request as unknown as Request; // the rest of a request is not read
}

describe('a form that is kept', () => {
  it('is sent again to where it went, without its seal; what somebody wrote is told from words of ours', () => {
    expect(keptForm(post(), HERE)).toEqual({
      action: '/procedures/7/do/answer?party=GHA',
      fields: [
        { name: 'note', value: 'Ghana agrees.\nSo be it.', isWords: true },
        { name: 'kind', value: 'support', isWords: false },
        { name: 'on', value: '2013-03-31', isWords: false },
      ],
    });
  });

  it('keeps each value of a field that has several, and words without spaces', () => {
    const fields = keptForm(
      post({ body: { nonce: 'a.b', parties: ['GHA', 'KEN'], why: '同意' } }),
      HERE,
    )?.fields;
    expect(fields?.map(({ name, value, isWords }) => [name, value, isWords])).toEqual([
      ['parties', 'GHA', false],
      ['parties', 'KEN', false],
      ['why', '同意', true],
    ]);
  });

  it.each<[string, Parameters<typeof post>[0]]>([
    ['another site sent', { headers: { 'sec-fetch-site': 'cross-site', origin: HERE } }],
    ['another site sent with an old browser', { headers: { origin: 'https://evil.example' } }],
    ['came from nobody knows where', { headers: {} }],
    ['was never sealed', { body: { note: 'Ghana agrees.' } }],
    ['would lead elsewhere', { originalUrl: '//evil.example/x' }],
  ])('may only be copied when it %s', (_what, given) => {
    expect(keptForm(post(given), HERE)?.action).toBeNull();
  });

  it('keeps what was typed beside a file', () => {
    const kept = keptForm(post({ type: 'multipart/form-data' }), HERE);
    expect(kept?.fields.map(({ name }) => name)).toEqual(['note', 'kind', 'on']);
  });

  it.each<[string, Parameters<typeof post>[0]]>([
    ['a file that nobody has read', { type: 'multipart/form-data', body: null }],
    ['JSON', { type: 'application/json', body: { a: { b: 1 } } }],
  ])('is no form where it was %s', (_what, given) => {
    expect(keptForm(post(given), HERE)).toBeNull();
  });
});
