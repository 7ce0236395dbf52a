import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../engine/index.js';
import { toInstant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import { Messages } from '../../platform/language/index.js';
import { HOSTING_NOTICES, type HostingNotice } from '../../../workflows/hosting-term/index.js';
import { MANDATE_NOTICES, type MandateNotice } from '../../../workflows/mandate/index.js';
import { type MailFacts, type MailRenderer } from '../notifications/index.js';
import { renderHostingNotice } from './hosting.mails.js';
import { renderMandateNotice } from './mandate.mails.js';

const messages = Messages.load();
const DUE = toInstant('2013-04-02T04:00:00Z');
const aMandate: MandateNotice = {
  template: 'reminder',
  reference: 'KP/MANDATE/2012/31e',
  meeting: 'KP/PLENARY/2012',
  paragraph: 31,
  task: 'report on the definition',
  zone: 'America/New_York',
  to: ['CKR'],
  addressees: ['CKR'],
  dueAt: DUE,
  reviewAt: null,
  event: null,
  reportTo: 'plenary-2013',
  words: '',
};
const aHosting: HostingNotice = {
  template: 'opened',
  reference: 'KP/HOSTING/2012/37a',
  meeting: 'KP/PLENARY/2012',
  paragraph: 37,
  what: 'Administrative Support Mechanism',
  host: 'WDC',
  zone: 'UTC',
  to: ['WDC'],
  startsAt: toInstant('2013-01-01T00:00:00Z'),
  endsAt: toInstant('2014-01-01T00:00:00Z'),
  evaluationAt: null,
  words: 'at the Intersessional',
};

function written(
  render: MailRenderer,
  notice: object,
  more: Partial<MailFacts> = {},
  instead: string | null = null,
) {
  const contact = { id: 'X-1', name: 'X', email: 'x@x.example', languages: ['en'], zone: 'Africa/Accra' };
  return render({
    id: '00000000-0000-7000-8000-000000000001',
    to: { role: 'chair', party: 'USA', contact },
    file: {} as CaseFile, // these mails are written from the facts of the event alone
    facts: { notice, instead } as JsonObject,
    round: null,
    ballot: null,
    publicUrl: 'http://localhost:3000',
    occurredAt: DUE,
    late: false,
    messages,
    partyNames: new Map(),
    ...more,
  });
}

describe('the mails', () => {
  it.each([
    ...MANDATE_NOTICES.map((template) => [template, renderMandateNotice, { ...aMandate, template }] as const),
    ...HOSTING_NOTICES.map((template) => [template, renderHostingNotice, { ...aHosting, template }] as const),
  ])('say in «%s» what it is about, with its reference', (_template, render, notice) => {
    const { subject, text, html } = written(render, notice);
    expect(subject).toMatch(new RegExp(`^${notice.reference}: .+`));
    expect(text.replaceAll('\n', ' ')).toContain('task' in notice ? notice.task : notice.what);
    expect(text).toContain(`Reference ${notice.reference}. http://localhost:3000`);
    expect(text + html).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('give the due instant once, by the last day in the reader’s zone', () => {
    const { text } = written(renderMandateNotice, aMandate);
    expect(text).toContain('Due before:\n  Tuesday 2 April 2013, 04:00 (Africa/Accra)');
  });

  it('of a review name no date to be late for', () => {
    const notice = { ...aMandate, template: 'review-due', dueAt: null, reviewAt: DUE };
    const { text } = written(renderMandateNotice, notice);
    expect(text).toContain('Nothing is late');
    expect(text).not.toMatch(/Due before|overdue/);
  });

  it('say why they come to somebody else, and that they come late', () => {
    const { text } = written(renderMandateNotice, aMandate, { late: true }, 'no contact of CKR is known');
    expect(text.replaceAll('\n', ' ')).toContain('because no contact of CKR is known');
    expect(text).toContain('goes out late');
  });

  it('tell times in UTC where the reader’s zone does not exist', () => {
    const contact = { id: 'X', name: 'X', email: 'x@x.example', languages: ['en'], zone: 'Mars/Olympus' };
    const { text } = written(renderMandateNotice, aMandate, { to: { role: 'chair', party: 'USA', contact } });
    expect(text).toContain('(UTC)');
  });
});
