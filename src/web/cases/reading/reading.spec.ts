import { describe, expect, it } from '@jest/globals';
import { Messages } from '../../../platform/language/index.js';
import { wordsFor } from '../../../platform/http/words.js';
import { formWording } from '../form/index.js';
import { type FactWords, factRows } from './facts.js';
import { timelineOf } from './timeline.js';

const messages = Messages.load();
const words = wordsFor(messages, 'en', 'UTC');
const told: FactWords = {
  words,
  wording: formWording(words),
  say: (english) => english,
  names: new Map([
    ['GIN', 'Guinea'],
    ['chair', 'Chair'],
  ]),
};
/** What is read, without the marks of HTML. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, one: unknown) =>
      typeof one === 'object' && one !== null && 'val' in one ? String(one).replaceAll(/<[^>]*>/g, '') : one,
    ),
  );
const read = (json: Parameters<typeof factRows>[0]) =>
  Object.fromEntries(factRows(json, told).map(({ label, value }) => [label, plain(value)]));

describe('the facts of a case', () => {
  it('are said in words: parties by name, words of the workflow, days and instants', () => {
    expect(
      read({
        party: 'GIN',
        effectiveOn: '2013-03-31',
        how: 'to-participation-committee',
        informedAt: '2012-09-03T10:00:00.000Z',
        outside: false,
      }),
    ).toEqual({
      Party: { kind: 'text', text: 'Guinea (GIN)' },
      'Takes effect on': { kind: 'text', text: '31 March 2013' },
      'How it ends': { kind: 'text', text: 'To participation committee' },
      'Informed at': { kind: 'text', text: 'Monday 3 September 2012, 10:00:00 (UTC)' },
      'Decided outside this system': { kind: 'text', text: 'No' },
    });
  });

  it('leave out what says nothing, and what only the machine needs', () => {
    expect(read({ decision: null, documents: [], note: '', caseId: 'x', rules: { source: null } })).toEqual(
      {},
    );
  });

  it('say of people and documents who and what they are', () => {
    expect(
      read({
        openedBy: { id: 'GIN-1', name: 'A delegate', party: 'GIN' },
        documents: [{ title: 'The letter', url: 'https://example.org/letter' }],
        within: { value: 30, unit: 'calendar-days' },
      }),
    ).toEqual({
      'Opened by': { kind: 'text', text: 'A delegate (Guinea)' },
      Documents: { kind: 'link', text: 'The letter', href: 'https://example.org/letter' },
      Within: { kind: 'text', text: '30 days' },
    });
  });

  it('set like things in a table, without columns in which nothing stands', () => {
    const conditions = [
      { id: 'a', text: 'A list', judge: 'chair', note: null },
      { id: 'b', text: 'A visit', judge: 'GIN', note: null },
    ];
    expect(read({ conditions })['Conditions']).toMatchObject({
      kind: 'table',
      head: ['Short name', 'Text', 'Who judges it'],
      body: [
        [{ text: 'a' }, { text: 'A list' }, { text: 'Chair' }],
        [{ text: 'b' }, { text: 'A visit' }, { text: 'Guinea (GIN)' }],
      ],
    });
  });

  it('never print a web address of another kind as a link', () => {
    expect(read({ source: 'javascript:alert(1)' })['Source']).toEqual({
      kind: 'text',
      text: 'javascript:alert(1)',
    });
    expect(read({ document: { title: 'x', url: 'javascript:alert(1)' } })['Document']).toMatchObject({
      kind: 'rows',
    });
  });
});

describe('the timeline', () => {
  it('tells the past in order, then now, then what lies ahead', () => {
    const actor = { kind: 'person', name: 'A delegate', party: 'GIN' };
    const entries = timelineOf(
      {
        events: [
          {
            type: 'raised',
            occurredAt: '2012-09-03T10:00:00.000Z',
            lateMs: 0,
            actor,
            data: { text: 'Two parcels.' },
          },
          {
            type: 'duty-step-taken',
            occurredAt: '2012-09-05T00:00:00.000Z',
            lateMs: 3_600_000,
            actor: { kind: 'system', name: 'Plenum' },
            data: {},
          },
        ],
        refused: [
          {
            command: 'conclude',
            receivedAt: '2012-09-04T00:00:00.000Z',
            actor,
            refusal: { message: 'Not yet.' },
          },
        ],
        mails: [
          {
            id: 'm',
            subject: 'Raised',
            name: 'The Chair',
            party: 'USA',
            status: 'bounced',
            createdAt: '2012-09-03T10:00:01.000Z',
            sentAt: null,
          },
        ],
        ahead: [{ title: 'an answer', of: ['Guinea'], at: '2012-10-03T00:00:00.000Z' }],
        titles: new Map([['conclude', 'Conclude it']]),
      },
      told,
    );
    expect(plain(entries.map(({ kind, title, who, note }) => [kind, title, who, note]))).toEqual([
      ['event', 'Raised', 'A delegate (Guinea)', null],
      ['mail', 'Mail to The Chair (USA): Raised', null, 'came back'],
      ['refused', 'Refused: Conclude it', 'A delegate (Guinea)', 'Not yet.'],
      ['event', 'Duty step taken', null, 'recorded later than it happened'],
      ['now', 'Now. What is below has not happened yet.', null, null],
      ['ahead', 'Due of Guinea: an answer', null, null],
    ]);
  });
});
