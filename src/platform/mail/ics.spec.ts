import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { type Instant, toInstant } from '../../kernel/instant.js';
import { type CalendarEntry, calendarText } from './ics.js';

const at = toInstant('2026-08-14T22:00:00Z');
const entry: CalendarEntry = {
  uid: 'case-1-round-1@plenum',
  sequence: 0,
  method: 'PUBLISH',
  stampedAt: toInstant('2026-07-24T12:34:56.789Z'),
  at,
  summary: 'Reply due: Admission; of A, B \\ C',
  description: 'Line one\nLine two, with; signs',
};

/** What a calendar program reads. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const { uid, sequence, summary, description } = event;
    const [start, end] = [event.startDate, event.endDate].map((time) => toInstant(time.toJSDate().getTime()));
    return {
      uid,
      sequence,
      summary,
      description,
      start,
      end,
      status: component.getFirstPropertyValue('status'),
    };
  });
  return { method: calendar.getFirstPropertyValue('method'), events };
}

describe('a calendar entry, read back by a calendar program', () => {
  it('says the deadline in UTC, as the half hour before it, with every sign of its texts', () => {
    expect(read(calendarText([entry]))).toEqual({
      method: 'PUBLISH',
      events: [
        {
          uid: entry.uid,
          sequence: 0,
          summary: entry.summary,
          description: entry.description,
          start: '2026-08-14T21:30:00.000Z',
          end: '2026-08-14T22:00:00.000Z',
          status: 'CONFIRMED',
        },
      ],
    });
  });

  it('that is newer has the same UID and a higher sequence; a cancelled one says so', () => {
    const versions = [
      entry,
      { ...entry, sequence: 1 },
      { ...entry, sequence: 2, method: 'CANCEL' as const },
    ].map((one) => read(calendarText([one])));
    expect(
      versions.map(({ method, events: [event] }) => [method, event?.uid, event?.sequence, event?.status]),
    ).toEqual([
      ['PUBLISH', entry.uid, 0, 'CONFIRMED'],
      ['PUBLISH', entry.uid, 1, 'CONFIRMED'],
      ['CANCEL', entry.uid, 2, 'CANCELLED'],
    ]);
  });

  it.each([
    ['2026-08-14T22:00:00.999Z', '2026-08-14T22:00:00.000Z'],
    ['2026-08-14T21:59:59.999Z', '2026-08-14T21:59:59.000Z'],
  ])('with a deadline at %s never shows a later second', (deadline, shown) => {
    expect(read(calendarText([{ ...entry, at: deadline as Instant }])).events[0]?.end).toBe(shown);
  });

  it('cannot be made to hold another property by what people write', () => {
    const summary = 'x\r\nATTENDEE:mailto:evil@x.example\nEND:VEVENT\rBEGIN:VALARM\u2028METHOD:REQUEST';
    const text = calendarText([{ ...entry, summary, uid: 'a\r\nSEQUENCE:9' }]);
    const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents();
    expect(event?.getAllProperties().map(({ name }) => name)).toEqual([
      'uid',
      'sequence',
      'dtstamp',
      'dtstart',
      'dtend',
      'summary',
      'description',
      'status',
      'transp',
    ]);
    expect(event?.getFirstPropertyValue('sequence')).toBe(0);
  });

  it('whatever its texts: lines of at most 75 octets, whole characters, nothing lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (words) => {
        const summary = words.replace(/\p{C}|\p{Zl}|\p{Zp}|\ufffd/gu, ''); // U+FFFD: the mark of a character that was cut
        const text = calendarText([{ ...entry, summary, description: summary }]);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(text).not.toContain('\ufffd');
        expect(read(text).events[0]?.summary ?? '').toBe(summary);
      }),
      { numRuns: 200 },
    );
  });
});
