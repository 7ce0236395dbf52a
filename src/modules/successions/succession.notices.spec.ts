import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../engine/index.js';
import { toInstant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import { Messages } from '../../platform/language/index.js';
import type { Contact, OfficeTerm, Party } from '../registry/index.js';
import { SUCCESSION_NOTICES, type SuccessionNotice } from '../../../workflows/succession/index.js';
import { AUDIENCES, type Addressees, renderSuccessionNotice, successionMails } from './succession.notices.js';

const messages = Messages.load();
const since = toInstant('2003-01-01T00:00:00Z');
const party = (code: string, kind: Party['kind']): Party => ({
  code,
  name: `Party ${code}`,
  kind,
  category: null,
  meeting: null,
  validFrom: since,
  validTo: null,
  source: 'a test',
  note: '',
});
const contact = (id: string): Contact => ({
  id,
  party: id.slice(0, 3),
  name: id,
  email: `${id.toLowerCase()}@mail.example`,
  languages: ['en'],
  zone: 'Africa/Luanda',
  rank: 1,
  function: null,
  bouncedSince: null,
});
const term = (office: OfficeTerm['office'], code: string, contactId: string | null): OfficeTerm => ({
  office,
  party: code,
  partyName: code,
  contactId,
  validFrom: since,
  validTo: null,
  source: 'a test',
});
const ADDRESSEES: Addressees = {
  parties: [party('AAA', 'participant'), party('BBB', 'participant'), party('OBS', 'observer')],
  offices: [term('chair', 'AAA', 'AAA-2'), term('secretariat', 'SEC', null)],
  contacts: ['AAA-1', 'AAA-2', 'BBB-1', 'OBS-1', 'SEC-1', 'SEC-2'].map(contact),
};
const notice = (
  template: SuccessionNotice['template'],
  more: Partial<SuccessionNotice> = {},
): SuccessionNotice => ({
  template,
  reference: 'KP/SUCC/2013',
  title: 'Vice-Chair of 2013, who is to chair 2014',
  office: 'vice-chair',
  zone: 'UTC',
  at: toInstant('2013-01-01T00:00:00Z'),
  parties: ['AAA', 'XYZ'],
  note: '',
  ...more,
});
const told = (template: SuccessionNotice['template']): string[] =>
  successionMails(notice(template), ADDRESSEES).map(({ to }) => `${to.role}:${to.contact.id}`);
const rendered = (given: SuccessionNotice) => {
  const [mail] = successionMails(given, ADDRESSEES);
  if (!mail) throw new Error('nobody is told');
  return renderSuccessionNotice({
    id: 'm',
    to: { ...mail.to, contact: { ...mail.to.contact, languages: [...mail.to.contact.languages] } },
    file: {} as CaseFile, // no notice reads the case
    facts: JSON.parse(JSON.stringify(mail.facts)) as JsonObject,
    round: null,
    ballot: null,
    publicUrl: 'https://plenum.example',
    occurredAt: since,
    late: false,
    messages,
    partyNames: new Map(),
  });
};

describe('a notice of a succession', () => {
  it.each<[SuccessionNotice['template'], string[]]>([
    ['candidatures-called', ['participant:AAA-1', 'participant:AAA-2', 'participant:BBB-1']],
    ['selected', ['participant:AAA-1', 'participant:AAA-2', 'participant:BBB-1', 'observer:OBS-1']],
    ['vacancy-ahead', ['chair:AAA-2', 'secretariat:SEC-1', 'secretariat:SEC-2']],
  ])('%s goes to those it concerns', (template, expected) => {
    expect(told(template)).toEqual(expected);
  });

  it('of a vacancy reaches the Secretariat where nobody holds the Chair', () => {
    const vacant = { ...ADDRESSEES, offices: [term('secretariat', 'SEC', null)] };
    expect(successionMails(notice('vacant'), vacant).map(({ to }) => to.contact.id)).toEqual([
      'SEC-1',
      'SEC-2',
    ]);
  });

  it.each(SUCCESSION_NOTICES)(
    '%s says in its first line what it is about, and whole sentences after it',
    (template) => {
      const { subject, text } = rendered(notice(template, { note: 'for the record' }));
      expect(subject).toMatch(/^KP\/SUCC\/2013: [A-Z].*\.$/);
      expect(text).toContain('for the record');
      expect(`${subject}${text}`).not.toMatch(/undefined|null|NaN/);
      expect(Object.keys(AUDIENCES)).toContain(template);
    },
  );

  it('gives names for codes, and the instant in both zones as the end of the day before', () => {
    const { text } = rendered(notice('vacancy-ahead'));
    expect(text).toContain('Standing: Party AAA and XYZ.');
    expect(text).toContain('Monday 31 December 2012, 24:00 UTC');
    expect(text).toContain('2013-01-01T00:00:00.000Z');
  });

  it.each<[Partial<SuccessionNotice>, string]>([
    [{ template: 'recommended', parties: [] }, 'recommends nobody'],
    [{ template: 'recommended', parties: ['AAA'] }, 'recommends Party AAA'],
    [{ template: 'deadlock', parties: [] }, 'Nobody stands.'],
    [{ template: 'vacant', office: 'chair' }, 'a custodian may be appointed'],
    [{ template: 'custodian', parties: ['AAA'] }, 'A custodian was not elected'],
  ])('%j says «%s»', (more, words) => {
    expect(rendered(notice('recommended', more)).text.replaceAll('\n', ' ')).toContain(words);
  });
});
