import { describe, expect, it } from '@jest/globals';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { DomainError, type ErrorKind, InvalidInput } from '../../kernel/domain-error.js';
import { addMs, toInstant } from '../../kernel/instant.js';
import { withoutSecrets } from './access-log.js';
import { checkNonce, newNonce } from './form-nonce.js';
import { MissLimiter } from './miss-limiter.js';
import { toProblem } from './problem.js';

describe('an error as the outside sees it', () => {
  it.each<[ErrorKind, number]>([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['gone', 410],
    ['unavailable', 503],
  ])('is for the kind «%s» a %i', (kind, status) => {
    expect(toProblem(new DomainError('some.code', kind, 'what to do', { a: 1 }), 'x')).toMatchObject({
      type: 'about:blank',
      status,
      code: 'some.code',
      detail: 'what to do',
      details: { a: 1 },
    });
  });

  it('names every faulty field', () => {
    const problem = toProblem(new InvalidInput('draft', [{ field: 'title', message: 'give one' }]), 'x');
    expect(problem.details).toEqual({ faults: [{ field: 'title', message: 'give one' }] });
  });

  it('says nothing of an error nobody foresaw but its incident', () => {
    const problem = toProblem(new Error('password is hunter2'), 'incident-7');
    expect(problem).toMatchObject({ status: 500, code: 'internal', incident: 'incident-7' });
    expect(JSON.stringify(problem)).not.toMatch(/hunter2|stack|\.ts:/);
  });

  it('keeps the status of the framework’s own refusals', () => {
    expect(toProblem(new NotFoundException('Cannot GET /b/secret'), 'x')).toMatchObject({
      status: 404,
      code: 'http.not-found',
    });
    expect(toProblem(new NotFoundException('Cannot GET /b/secret'), 'x').detail).not.toContain('secret');
    expect(toProblem(new BadRequestException('no JSON'), 'x').status).toBe(400);
    expect(
      toProblem(Object.assign(new Error('request entity too large'), { status: 413, expose: true }), 'x')
        .status,
    ).toBe(413);
  });
});

describe('what is too long', () => {
  it('is told the limit and what to do', () => {
    const error = Object.assign(new Error('request entity too large'), {
      status: 413,
      expose: true,
      limit: 2 * 1024 * 1024,
    });
    expect(toProblem(error, 'x').detail).toMatch(/too long: 2 MB at most .* Shorten it, send it in parts/);
  });
});

describe('a path in the log', () => {
  const token = 'Ab3_-'.repeat(8) + 'xyz';
  it.each([
    [`/b/${token}`, '/b/…'],
    [`/b/${token}/receipt/B-7K3M-9QXT-2WRB-HJ4N`, '/b/…/receipt/…'],
    [`/b/${token}=3D`, '/b/…'],
    [`/sign-in?token=${token}`, '/sign-in'],
    [
      '/api/v1/written-procedures/0198f2a0-1111-7222-8333-444455556666/extend',
      '/api/v1/written-procedures/0198f2a0-1111-7222-8333-444455556666/extend',
    ],
  ])('%s is logged as %s', (url, logged) => expect(withoutSecrets(url)).toBe(logged));
});

describe('a form’s nonce', () => {
  const key = 'k'.repeat(43);
  it('fits the form it was made for, in the browser it was made for', () => {
    const nonce = newNonce(key, ['link', 'cast', 'support']);
    expect(checkNonce(key, ['link', 'cast', 'support'], nonce.text)).toBe(nonce.seed);
  });

  it.each<[string, string | null, string[], (text: string) => string]>([
    ['another browser', 'j'.repeat(43), ['link', 'cast'], (text) => text],
    ['a browser without the cookie', null, ['link', 'cast'], (text) => text],
    ['another link', key, ['other', 'cast'], (text) => text],
    ['another content', key, ['link', 'cast', 'objection'], (text) => text],
    ['another seed', key, ['link', 'cast'], (text) => `x${text}`],
    ['an addition', key, ['link', 'cast'], (text) => `${text}.x`],
    ['nothing', key, ['link', 'cast'], () => ''],
  ])('does not fit %s', (_what, otherKey, about, change) => {
    expect(checkNonce(otherKey, about, change(newNonce(key, ['link', 'cast']).text))).toBeNull();
  });
});

describe('the limiter of misses', () => {
  const at = toInstant('2026-01-01T00:00:00Z');
  it('slows an address down after thirty misses in a minute, and forgets in the next', () => {
    const limiter = new MissLimiter();
    const answers = Array.from({ length: 31 }, () => limiter.isTooMany('192.0.2.1', at));
    expect(answers.indexOf(true)).toBe(30);
    expect(limiter.isTooMany('192.0.2.2', at)).toBe(false);
    expect(limiter.isTooMany('192.0.2.1', addMs(at, 60_000))).toBe(false);
  });
});
