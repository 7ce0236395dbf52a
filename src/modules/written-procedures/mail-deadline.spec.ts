import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import {
  BALLOT,
  type Asked,
  lastAsked,
  readCalendar,
  written,
} from '../../../test/support/procedure-mails.js';
import { type Drive } from '../../../test/support/drive.js';
import { REVISED_HASH, aProcedure, chair } from '../../../test/support/written-procedure.js';
import { deadlineText } from '../../kernel/deadline-text.js';
import { toInstant } from '../../kernel/instant.js';
import { LANGUAGES } from '../../platform/language/index.js';

/** UTC-12 to UTC+14, whole, half and quarter hours, with and without summer time. */
const ZONES = [
  'Etc/GMT+12',
  'Pacific/Marquesas',
  'America/New_York',
  'America/St_Johns',
  'UTC',
  'Europe/Brussels',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
] as const;
/** Languages whose dates the reader of this spec reads; a draft's are checked by what a machine reads. */
const READ = ['en', 'fr'] as const;
type Read = (typeof READ)[number];
const REVISED = [{ language: 'en', body: 'The body admits, from next year.' }];
const small = (draft = {}): Drive => aProcedure({ members: 3, draft });
const extended = (): Drive => small().then('extend', { reason: 'holidays' }, chair);
const revised = (): Drive =>
  small().then('revise', { texts: REVISED, reason: 'to meet M2' }, chair, {
    at: '2026-07-05T12:00:00Z',
    facts: { textHash: REVISED_HASH },
  });
const toMember = (drive: Drive, template: string): Asked => lastAsked(drive, template, 'M1-head');

/** Every mail that asks for an answer, and the deadline its procedure then had. */
const ASKING: readonly (readonly [string, () => Asked, string])[] = [
  ['launch', () => toMember(small(), 'launch'), '2026-07-23T00:00:00.000Z'],
  [
    'launch with an odd hour',
    () =>
      toMember(
        aProcedure({
          members: 3,
          launch: { deadline: { wallTime: '2026-07-20T16:45', zone: 'Asia/Kathmandu' } },
        }),
        'launch',
      ),
    '2026-07-20T11:00:00.000Z',
  ],
  [
    'reminder',
    () => toMember(small().timePasses('2026-07-16T00:00:00Z'), 'reminder'),
    '2026-07-23T00:00:00.000Z',
  ],
  ['extension', () => toMember(extended(), 'extension'), '2026-07-30T00:00:00.000Z'],
  ['revised text', () => toMember(revised(), 'revised-text'), '2026-07-16T00:00:00.000Z'],
];

const MONTHS: Readonly<Record<Read, readonly string[]>> = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
};

/** Reads `Wednesday 22 July 2026, 24:00 (Zone)` as a person with a calendar would. */
function readLocal(text: string, language: Read, zone: string): string {
  const line = text.split('\n').find((one) => one.includes(`(${zone}`) && one.startsWith('  ')) ?? '';
  const [, day, month, year, hour, minute] = /(\d+) (\p{L}+) (\d{4}), (\d\d):(\d\d)/u.exec(line) ?? [];
  const date = Temporal.PlainDate.from({
    year: Number(year),
    month: MONTHS[language].indexOf(month ?? '') + 1,
    day: Number(day),
  });
  const end =
    hour === '24'
      ? date.add({ days: 1 }).toPlainDateTime()
      : date.toPlainDateTime({ hour: Number(hour), minute: Number(minute) });
  return new Date(end.toZonedDateTime(zone).epochMilliseconds).toISOString();
}

describe.each(ASKING)('the deadline in a mail: %s', (_name, mailOf, deadline) => {
  const mail = mailOf();
  it.each(READ.flatMap((language) => ZONES.map((zone) => [language, zone] as const)))(
    'is read back in %s, %s',
    (language, zone) => {
      const { text, html, ics } = written(mail, { languages: [language], zone });
      const iso = /^ {2}(\d{4}-\d\d-\d\dT[\d:.]+Z)$/m.exec(text)?.[1];
      const times = [...html.matchAll(/<time datetime="([^"]+)"/g)].map((match) => match[1]);
      expect([iso, times, readLocal(text, language, zone)]).toEqual([deadline, [deadline], deadline]);
      if (mail.effect.template === 'reminder') expect(ics).toBeNull();
      else expect(readCalendar(ics).entries[0]?.endsAt).toBe(deadline);
    },
  );

  it.each(LANGUAGES)(
    'is given to the second, once, in %s, and in its short form in the subject',
    (language) => {
      const { subject, text, html } = written(mail, { languages: [language], zone: 'Asia/Kathmandu' });
      const { short, utc, local } = deadlineText(toInstant(deadline), {
        zone: 'Asia/Kathmandu',
        locale: language,
      });
      expect(subject).toContain(short);
      expect(text.split('\n\n')[0]?.replaceAll('\n', ' ')).toContain(short);
      expect(text).toContain(`\n  ${local}\n  ${utc}\n  ${deadline}\n`);
      expect([...html.matchAll(/<time datetime="([^"]+)"/g)].map((match) => match[1])).toEqual([deadline]);
    },
  );

  it.each(READ)('stands in the first line, with what it is about, in %s', (language) => {
    const { text } = written(mail, { languages: [language], zone: 'America/St_Johns' });
    const [first = ''] = text.split('\n');
    expect(first).toMatch(/^\p{L}[\p{L}, ]+ \d+ \p{L}+\.? \d\d:\d\d UTC\s?: WP-1 Admission$/u);
    expect(first.length).toBeLessThanOrEqual(76);
  });

  it.each(READ)('is followed at once by what silence means, in %s', (language) => {
    const { text } = written(mail, { languages: [language] });
    const blocks = text.split('\n\n');
    expect(blocks[2]?.replaceAll('\n', ' ')).toMatch(
      language === 'en'
        ? /^If your side does not answer, its silence counts for nothing/
        : /^Si votre délégation ne répond pas, son silence ne compte pour rien/,
    );
    expect(blocks.findIndex((block) => block.includes(BALLOT.url))).toBeGreaterThan(2);
  });
});
