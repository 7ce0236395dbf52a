import { describe, expect, it } from '@jest/globals';
import { toInstant } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';
import { Messages } from '../../../platform/language/index.js';
import { type CaseNotice, NOTICE_KINDS } from '../../../../workflows/casework/index.js';
import type { MailFacts } from '../../notifications/index.js';
import { renderCaseNotice } from '../case-notices/case-notice.mails.js';
import { renderDigest } from './digest.mails.js';
import { nextDigest } from './digest.js';

const messages = Messages.load();
const DUE = toInstant('2012-10-04T00:00:00Z');
const aNotice: CaseNotice = {
  kind: 'reminder',
  reference: 'KP/ANOMALY/2012/1',
  title: 'Imports without a certificate',
  zone: 'UTC',
  to: [{ code: 'GIN', who: 'contacts' }],
  lead: 'answer to the anomaly is awaited of GIN',
  paragraphs: [],
  when: { at: DUE, label: 'Due before' },
  facts: [['Rule', 'KP Core Document VI.16']],
  duty: 'answer',
  digest: true,
};
const mail = (facts: object, zone = 'Africa/Conakry'): MailFacts => ({
  id: '00000000-0000-7000-8000-000000000001',
  to: {
    role: 'participant',
    party: 'GIN',
    contact: { id: 'GIN-1', name: 'Guinea', email: 'head@gin.example', languages: ['en'], zone },
  },
  file: null,
  facts: facts as JsonObject,
  round: null,
  ballot: null,
  publicUrl: 'http://localhost:3000',
  occurredAt: DUE,
  late: false,
  messages,
  partyNames: new Map(),
});

describe('the next mail of the day', () => {
  it.each([
    ['2012-09-26T06:59:59Z', 'UTC', '2012-09-26', '2012-09-26T07:00:00.000Z'],
    ['2012-09-26T07:00:00Z', 'UTC', '2012-09-27', '2012-09-27T07:00:00.000Z'],
    ['2012-09-26T07:00:01Z', 'UTC', '2012-09-27', '2012-09-27T07:00:00.000Z'],
    ['2012-09-26T23:30:00Z', 'Asia/Tokyo', '2012-09-28', '2012-09-27T22:00:00.000Z'],
    ['2012-10-27T20:00:00Z', 'Europe/Brussels', '2012-10-28', '2012-10-28T06:00:00.000Z'],
    ['2012-03-24T20:00:00Z', 'Europe/Brussels', '2012-03-25', '2012-03-25T05:00:00.000Z'],
  ])('after %s in %s is that of %s', (now, zone, day, at) => {
    expect(nextDigest(toInstant(now), zone, '07:00')).toEqual({ day, at });
  });
});

describe('the mails of cases', () => {
  it.each(NOTICE_KINDS)('say in «%s» what it is about, with its reference', (kind) => {
    const { subject, text, html } = renderCaseNotice(mail({ notice: { ...aNotice, kind }, instead: null }));
    expect(subject).toBe('KP/ANOMALY/2012/1: answer to the anomaly is awaited of GIN.');
    expect(text).toContain('Wednesday 3 October 2012, 24:00 (Africa/Conakry, end of the day)');
    expect(text).toContain('About: Imports without a certificate');
    expect(text + html).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('of one day hold every notice whole, the nearest instant first, and why one comes to somebody else', () => {
    const later = {
      ...aNotice,
      reference: 'KP/X/2',
      when: { at: toInstant('2012-11-01T00:00:00Z'), label: 'Due before' },
    };
    const late = { ...aNotice, reference: 'KP/X/3', kind: 'late' as const };
    const news = { ...aNotice, reference: 'KP/X/0', when: null };
    const items = [news, later, late, aNotice].map((notice) => ({ notice, instead: null }));
    const { subject, text } = renderDigest(
      mail({ items: [...items, { notice: aNotice, instead: 'X is away' }] }),
    );
    expect(subject).toBe('Plenum: 5 matters for Guinea, 1 of them late');
    const places = ['KP/ANOMALY/2012/1:', 'KP/X/3:', 'KP/X/2:', 'KP/X/0:'].map((one) => text.indexOf(one));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(text.replaceAll('\n', ' ')).toContain('because X is away');
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('tell times in UTC where the reader’s zone does not exist', () => {
    const { text } = renderDigest(mail({ items: [{ notice: aNotice, instead: null }] }, 'Mars/Olympus'));
    expect(text).toContain('24:00 UTC');
  });
});
