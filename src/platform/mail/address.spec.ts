import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../kernel/domain-error.js';
import { parseMailAddress } from './address.js';

const fault = (text: string, allowed: readonly string[] = []): DomainError => {
  try {
    parseMailAddress(text, allowed);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error(`«${text}» was taken`);
};

describe('a mail address', () => {
  it.each([
    ['head@ago.example', 'head@ago.example'],
    ['Focal.Point@AGO.Example', 'Focal.Point@ago.example'],
    ['kp+ballots=2026@mines.gov.example', 'kp+ballots=2026@mines.gov.example'],
    ["o'brien_#1/desk@x-y.example", "o'brien_#1/desk@x-y.example"],
    [`${'a'.repeat(64)}@b.example`, `${'a'.repeat(64)}@b.example`],
    [`a@${'b'.repeat(63)}.example`, `a@${'b'.repeat(63)}.example`],
  ])('%s is taken', (text, address) => {
    expect(parseMailAddress(text)).toBe(address);
  });

  it.each([
    ['', 'has no @'],
    ['nobody', 'has no @'],
    ['@ago.example', 'has nothing before the @'],
    ['head@', 'has no valid domain'],
    ['head@localhost', 'has no valid domain'],
    ['head@[127.0.0.1]', 'has no valid domain'],
    ['head@127.0.0.1', 'has no valid domain'],
    ['head@ago..example', 'has no valid domain'],
    ['head@-ago.example', 'has no valid domain'],
    ['head@ago.example.', 'has no valid domain'],
    [`head@${'b'.repeat(64)}.example`, 'has no valid domain'],
    ['head@@ago.example', 'more than one @'],
    ['head@ago.example@evil.example', 'more than one @'],
    ['a@gov.example,evil@x.example', 'more than one @'],
    ['a,evil@x.example', 'quotes, commas, brackets'],
    ['a;b@x.example', 'quotes, commas, brackets'],
    ['"a@gov.example"@x.example', 'more than one @'],
    ['"a"@x.example', 'quotes, commas, brackets'],
    ['a(comment)@x.example', 'quotes, commas, brackets'],
    ['Name<a@x.example>', 'quotes, commas, brackets'],
    ['user%gov.example@relay.example', 'quotes, commas, brackets'],
    ['relay!user@gov.example', 'quotes, commas, brackets'],
    ['.a@x.example', 'dots in wrong places'],
    ['a..b@x.example', 'dots in wrong places'],
    ['a.@x.example', 'dots in wrong places'],
    ['b@gov\r\nRCPT TO:<evil@x.example>', 'a line break'],
    ['b@gov.example\n', 'a line break'],
    ['b@gov.example\r', 'a line break'],
    [' b@gov.example', 'a space'],
    ['b b@gov.example', 'a space'],
    ['b\u00a0@gov.example', 'a space'],
    ['b\0@gov.example', 'cannot be seen'],
    ['b\u007f@gov.example', 'cannot be seen'],
    ['\u202eb@gov.example', 'cannot be seen'],
    ['b@gov\u200b.example', 'cannot be seen'],
    ['b@gov\u00ad.example', 'cannot be seen'],
    ['b\ud800@gov.example', 'cannot be seen'],
    ['jürgen@gov.example', 'letters other than a to z before the @'],
    ['b＠gov.example', 'has no @'],
    ['b@ɡov.example', 'international domain'],
    ['b@xn--ov-igb.example', 'international domain'],
    ['b@XN--OV-IGB.example', 'international domain'],
    ['b@gov。example', 'international domain'],
    [`${'a'.repeat(65)}@b.example`, 'more than 64 characters before the @'],
    [`a@${`${'b'.repeat(60)}.`.repeat(4)}example-long`, 'longer than 254'],
  ])('%j is refused', (text, reason) => {
    const { code, message, details } = fault(text);
    expect({ code, details }).toEqual({ code: 'mail.bad-address', details: { field: 'email' } });
    expect(message).toContain(reason);
    expect(message).toContain('enter one plain address, such as delegate@ministry.example');
  });

  it('at 254 characters is taken, at 255 refused', () => {
    const domain = `${'b'.repeat(61)}.${'c'.repeat(61)}.${'d'.repeat(61)}.${'e'.repeat(3)}`;
    const at254 = `${'a'.repeat(64)}@${domain}`.slice(0, 254);
    expect(at254).toHaveLength(254);
    expect(parseMailAddress(at254)).toBe(at254);
    expect(fault(`${at254}f`).message).toContain('longer than 254');
  });

  it('of an international domain is taken only when somebody vouched for the domain', () => {
    const allowed = ['Außenministerium.example', 'xn--80ak6aa92e.example'];
    expect(parseMailAddress('kp@außenministerium.example', allowed)).toBe(
      'kp@xn--auenministerium-rib.example',
    );
    expect(parseMailAddress('kp@xn--auenministerium-rib.example', allowed)).toBe(
      'kp@xn--auenministerium-rib.example',
    );
    expect(parseMailAddress('kp@аррӏе.example', allowed)).toBe('kp@xn--80ak6aa92e.example');
    expect(fault('kp@sub.außenministerium.example', allowed).message).toContain('not on the list');
    expect(fault('kp@аррlе.example', allowed).message).toContain('not on the list');
  });

  it('with signs that turn the reading direction is shown with those written out', () => {
    expect(fault('a\u202egpj@x.example').message).toMatch(/^"a\\u\{202e\}gpj@x\.example" /);
  });
});
