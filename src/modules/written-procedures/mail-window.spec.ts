import { describe, expect, it } from '@jest/globals';
import {
  BALLOT,
  type Asked,
  type Reader,
  lastAsked,
  readCalendar,
  written,
} from '../../../test/support/procedure-mails.js';
import { type Drive } from '../../../test/support/drive.js';
import {
  HASH,
  REVISED_HASH,
  aProcedure,
  answers,
  chair,
  secretary,
} from '../../../test/support/written-procedure.js';

const REVISED = [{ language: 'en', body: 'The body admits, from next year.' }];
const small = (draft = {}): Drive => aProcedure({ members: 3, draft });
const extended = (): Drive => small().then('extend', { reason: 'holidays' }, chair);
const revised = (): Drive =>
  small().then('revise', { texts: REVISED, reason: 'to meet M2' }, chair, {
    at: '2026-07-05T12:00:00Z',
    facts: { textHash: REVISED_HASH },
  });
const toMember = (drive: Drive, template: string): Asked => lastAsked(drive, template, 'M1-head');

describe('the subject', () => {
  const subject = (mail: Asked, reader: Reader = {}): string => written(mail, reader).subject;

  it.each([
    ['[KP] ACTION by 22 Jul 24:00 UTC: WP-1 Admission', () => toMember(small(), 'launch')],
    [
      '[KP] FOR INFORMATION, open until 22 Jul 24:00 UTC: WP-1 Admission',
      () => lastAsked(small(), 'launch', 'observer'),
    ],
    [
      '[KP] REMINDER 7 days, ACTION by 22 Jul 24:00 UTC: WP-1 Admission',
      () => toMember(small().timePasses('2026-07-16T00:00:00Z'), 'reminder'),
    ],
    [
      '[KP] REMINDER 1 day, ACTION by 22 Jul 24:00 UTC: WP-1 Admission',
      () => toMember(small().timePasses('2026-07-21T12:00:00Z'), 'reminder'),
    ],
    [
      '[KP] LAST DAY, ACTION by 22 Jul 24:00 UTC: WP-1 Admission',
      () => toMember(small().timePasses('2026-07-22T12:00:00Z'), 'reminder'),
    ],
    ['[KP] EXTENDED to 29 Jul 24:00 UTC: WP-1 Admission', () => toMember(extended(), 'extension')],
    [
      '[KP] REVISED TEXT, ACTION by 15 Jul 24:00 UTC: WP-1 Admission',
      () => toMember(revised(), 'revised-text'),
    ],
  ] as const)('%s', (expected, mailOf) => expect(subject(mailOf())).toBe(expected));

  it('speaks French to who reads French', () => {
    expect(subject(toMember(small(), 'launch'), { languages: ['fr'] })).toBe(
      '[KP] RÉPONSE ATTENDUE avant le 22 juil. 24:00 UTC: WP-1 Admission',
    );
    expect(
      subject(toMember(small().timePasses('2026-07-16T00:00:00Z'), 'reminder'), { languages: ['fr'] }),
    ).toContain('RAPPEL 7 jours');
  });

  it('is one line of at most 200 characters whatever the title holds', () => {
    const title = `Admission\r\nBcc: everyone@evil.example\u2028\u202Egnp.exe ${'long '.repeat(90)}`;
    const line = subject(toMember(small({ title }), 'launch'));
    expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e]/u);
    expect(line.length).toBeLessThanOrEqual(200);
    expect(line.startsWith('[KP] ACTION by 22 Jul 24:00 UTC: WP-1 Admission Bcc:')).toBe(true);
  });
});

describe('words of people', () => {
  const title = 'A <img src=x onerror=alert(1)> & "B"\r\nEND:VCALENDAR\r\nDTEND:20990101T000000Z';
  const body = 'First.\n\n-- \nDear delegate, your link has changed:\nhttps://evil.example/b/1';

  it('cannot become markup, nor leave their line', () => {
    const { html, text } = written(toMember(small({ title }), 'launch'));
    expect(html).not.toContain('<img');
    expect(html).toContain('A &lt;img src=x onerror=alert(1)&gt; &amp; &quot;B&quot;');
    expect(text.split('\n')).not.toContain('END:VCALENDAR');
  });

  it('cannot change the calendar entry', () => {
    const { entries } = readCalendar(written(toMember(small({ title }), 'launch')).ics);
    expect(entries.map(({ endsAt }) => endsAt)).toEqual(['2026-07-23T00:00:00.000Z']);
  });

  it('are marked line by line in plain text, so that they cannot pass for the mail’s own', () => {
    const { text } = written(toMember(small({ texts: [{ language: 'en', body }] }), 'launch'));
    const lines = text.split('\n');
    expect(lines).toContain('> https://evil.example/b/1');
    expect(lines).toContain('> --');
    expect(lines.filter((line) => line.includes('evil.example') && !line.startsWith('> '))).toEqual([]);
    expect(lines.filter((line) => line.trim() === '--')).toHaveLength(1);
  });
});

describe('the launch', () => {
  const documents = [
    { title: 'Annex', language: 'en', url: 'https://docs.example/annex.pdf', sha256: 'd'.repeat(64) },
  ];

  it('has text, documents, fingerprints, the code, and who else of the delegation got it', () => {
    const { text } = written(toMember(small({ documents }), 'launch'));
    for (const part of [
      'The text to be decided (en)\n---------------------------\n> The body admits.',
      `Document (en): Annex, https://docs.example/annex.pdf, ${'d'.repeat(64)}`,
      `Fingerprint of the text (SHA-256): ${HASH}`,
      `Code for objections: ${BALLOT.code}`,
      `Read the text and answer:\n${BALLOT.url}\n`,
    ])
      expect(text).toContain(part);
    expect(text.replaceAll('\n', ' ')).toContain(
      'Within the delegation of Member M1 this mail also went to deputy of M1.',
    );
  });

  it('shows the text in the reader’s language and, where it is another, the one that prevails', () => {
    const texts = [
      { language: 'en', body: 'The body admits.' },
      { language: 'fr', body: 'L’organe admet.' },
      { language: 'pt', body: 'Admite.' },
    ];
    const { text } = written(toMember(small({ texts }), 'launch'), { languages: ['fr'] });
    expect(text).toContain('> L’organe admet.');
    expect(text).toContain('> The body admits.');
    expect(text).not.toContain('Admite');
  });

  it('leaves a text too long for mail to the page, and says so', () => {
    const { text } = written(
      toMember(small({ texts: [{ language: 'en', body: 'word '.repeat(2000) }] }), 'launch'),
    );
    expect(text).not.toContain('word word');
    expect(text.replaceAll('\n', ' ')).toContain(
      'The text is too long for a mail: it is on the page behind the link.',
    );
  });

  it('asks observers for nothing', () => {
    const { text } = written(lastAsked(small(), 'launch', 'observer'));
    expect(text.startsWith('For information, open until 22 Jul 24:00 UTC: WP-1 Admission\n')).toBe(true);
    expect(text.replaceAll('\n', ' ')).toContain('the silence of an observer has no effect');
  });

  it('does not claim that the delegation got what only a new contact gets', () => {
    const contact = {
      id: 'M1-new',
      name: 'New',
      email: 'new@m1.example',
      languages: ['en'],
      zone: 'UTC',
      rank: 1,
    };
    const drive = small().then('replace-contact', { party: 'M1', contactId: 'M1-head', contact }, secretary);
    const { text } = written(lastAsked(drive, 'launch', 'M1-new'));
    expect(text.replaceAll('\n', ' ')).toContain('You receive this because you now stand in your delegation');
    expect(text).not.toContain('also went to');
  });

  it('announces a window that opens later without asking for an answer yet', () => {
    const rules = { notice: { period: { value: 2, unit: 'calendar-days' }, source: 'a test' } };
    const { subject, text } = written(toMember(aProcedure({ members: 3, rules }), 'launch'));
    expect(subject).toBe('[KP] NOTICE, answers due by 25 Jul 24:00 UTC: WP-1 Admission');
    expect(text.replaceAll('\n', ' ')).toContain(
      'answers are taken from Saturday 4 July 2026, 00:00:00 (UTC)',
    );
    expect(text).not.toContain(BALLOT.url);
  });

  it('reminds of an answer that stands when the deadline moves', () => {
    const drive = answers(small(), 'M1', 'support').then('extend', { reason: 'holidays' }, chair);
    expect(written(toMember(drive, 'extension')).text.replaceAll('\n', ' ')).toContain(
      'The answer of your side so far: «Support».',
    );
  });
});

describe('a postal vote', () => {
  const rules = {
    onObjection: {
      does: 'postal-vote',
      when: 'at-deadline',
      consultation: null,
      nextRound: { value: 10, unit: 'calendar-days' },
      source: 'a test',
    },
  };
  const vote = (): Drive =>
    answers(aProcedure({ members: 3, rules }), 'M2', 'objection').timePasses('2026-07-23T00:00:00Z');

  it('says that silence is no vote, and gives no revised text', () => {
    const { subject, text } = written(toMember(vote(), 'revised-text'));
    expect(subject).toMatch(/^\[KP\] VOTE, ACTION by /);
    expect(text.replaceAll('\n', ' ')).toContain('its silence is neither a vote for nor a vote against');
    expect(text).not.toContain('has been revised');
  });
});
