import { describe, expect, it } from '@jest/globals';
import { toInstant } from '../../../kernel/instant.js';
import { Messages } from '../../../platform/language/index.js';
import { wordsFor } from '../../../platform/http/words.js';
import { formWording } from '../form/index.js';
import { type FactWords, factRows } from './facts.js';
import { type TimelineSource, timelineOf, wantsAll } from './timeline.js';

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
  const actor = { kind: 'person', name: 'A delegate', party: 'GIN' };
  const raised = { type: 'raised', lateMs: 0, actor, data: { text: 'Two parcels.' } };
  const numbers = { total: 112, sent: 110, lost: 2, skipped: 0, waiting: 0 };
  const [at, later] = [toInstant('2012-09-03T10:00:00.000Z'), toInstant('2012-09-04T06:00:00.000Z')];
  const source: TimelineSource = {
    events: [
      { seq: 1, ...raised, occurredAt: '2012-09-03T10:00:00.000Z' },
      {
        seq: 2,
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
    batches: [
      { eventSeq: 1, occurredAt: at, template: 'notice', ...numbers },
      { eventSeq: 1, occurredAt: at, template: 'copy', ...numbers, total: 1, sent: 1, lost: 0 },
      { eventSeq: null, occurredAt: later, template: 'notice', ...numbers },
      { eventSeq: null, occurredAt: later, template: 'copy', ...numbers },
    ],
    ahead: [{ title: 'an answer', of: ['Guinea'], at: '2012-10-03T00:00:00.000Z' }],
    titles: new Map([['conclude', 'Conclude it']]),
    whole: false,
  };

  it('tells the past in order, each event with its mails, then now, then what lies ahead', () => {
    const { entries, earlier, hasMails } = timelineOf(source, told);
    expect(
      plain(entries.map(({ kind, title, who, note, mails }) => [kind, title, who, note, mails])),
    ).toEqual([
      [
        'event',
        'Raised',
        'A delegate (Guinea)',
        null,
        { count: '113 mails', numbers: '111 sent, 2 came back or failed' },
      ],
      ['refused', 'Refused: Conclude it', 'A delegate (Guinea)', 'Not yet.', null],
      ['mail', '', null, null, { count: '224 mails', numbers: '220 sent, 4 came back or failed' }],
      ['event', 'Duty step taken', null, 'recorded later than it happened', null],
      ['now', 'Now. What is below has not happened yet.', null, null, null],
      ['ahead', 'Due of Guinea: an answer', null, null, null],
    ]);
    expect([earlier, hasMails]).toEqual([0, true]);
    expect(timelineOf({ ...source, batches: [] }, told).hasMails).toBe(false);
  });

  it('tells the latest twenty-five of a long history, and all of it when asked', () => {
    const events = Array.from({ length: 40 }, (_, index) => ({
      ...raised,
      seq: index + 1,
      type: `step-${index + 1}`,
      occurredAt: `2012-09-03T10:00:${String(index).padStart(2, '0')}.000Z`,
    }));
    const long = { ...source, events, refused: [], ahead: [], batches: [] };
    const { entries, earlier } = timelineOf(long, told);
    expect([entries.length, earlier, plain(entries[0]?.title), plain(entries.at(-1)?.title)]).toEqual([
      25,
      15,
      'Step 16',
      'Step 40',
    ]);
    const whole = timelineOf({ ...long, whole: wantsAll({ history: 'all' }) }, told);
    expect([whole.entries.length, whole.earlier, wantsAll({ history: 'x' }), wantsAll(undefined)]).toEqual([
      40,
      0,
      false,
      false,
    ]);
  });
});
